using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("What changes of an account: each part that is given replaces the old one as a whole, the others stay.")]
internal sealed record UpdateAccountRequest
{
    [Description("A name for people.")]
    public string? Name { get; init; }

    [Description("The IMAP server. Another host, port, secure, tls or user demands auth anew: a stored password is not sent to another server.")]
    public ServerEndpointRequest? Imap { get; init; }

    [Description("The SMTP server, under the same rule.")]
    public ServerEndpointRequest? Smtp { get; init; }

    public UpdateAccount ToCommand(AccountId id, RequestInput input) => new(id, Name, Imap?.ToChange("imap", input), Smtp?.ToChange("smtp", input));
}
