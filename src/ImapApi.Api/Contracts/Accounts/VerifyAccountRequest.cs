using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Application.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("Servers to try out; at least one.")]
internal sealed record VerifyAccountRequest
{
    [Description("The IMAP server.")]
    public ServerEndpointRequest? Imap { get; init; }

    [Description("The SMTP server.")]
    public ServerEndpointRequest? Smtp { get; init; }

    public VerifyAccount ToCommand(RequestInput input) => new(Imap?.ToEndpoint("imap", input), Smtp?.ToEndpoint("smtp", input));
}
