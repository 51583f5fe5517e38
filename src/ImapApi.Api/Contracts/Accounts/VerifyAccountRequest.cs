using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("Servers to try out; at least one.")]
internal sealed record VerifyAccountRequest
{
    [Description("The IMAP server.")]
    public ServerEndpointRequest? Imap { get; init; }

    [Description("The SMTP server.")]
    public ServerEndpointRequest? Smtp { get; init; }

    [Description("The id that the authentication server is asked about, registered or not; required with useAuthServer.")]
    public string? Account { get; init; }

    [Description("True: list the mailboxes as well, once the log-in to the IMAP server has worked.")]
    public bool? Mailboxes { get; init; }

    public VerifyAccount ToCommand(RequestInput input)
    {
        AccountId? account = null;
        if (Account is not null && !AccountId.TryParse(Account, out account))
            input.Refuse("account", $"has 1 to {AccountId.MaxLength} printable characters and is not '.' or '..'.");
        return new VerifyAccount(Imap?.ToEndpoint("imap", input), Smtp?.ToEndpoint("smtp", input)) { Account = account, Mailboxes = Mailboxes ?? false };
    }
}
