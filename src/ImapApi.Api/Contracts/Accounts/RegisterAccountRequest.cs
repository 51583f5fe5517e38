using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImapApi.Api.Binding;
using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("An account to register.")]
internal sealed record RegisterAccountRequest
{
    [Required, Description("Your own id for the account: 1 to 256 printable characters, not '.' or '..'. An id that exists updates that account.")]
    public string? Account { get; init; }

    [Required, Description("A name for people.")]
    public string? Name { get; init; }

    [Description("The IMAP server. Without it the account keeps no connection.")]
    public ServerEndpointRequest? Imap { get; init; }

    [Description("The SMTP server. Without it the account cannot submit.")]
    public ServerEndpointRequest? Smtp { get; init; }

    public RegisterAccount ToCommand(RequestInput input)
    {
        if (!AccountId.TryParse(Account, out var id))
        {
            input.Refuse("account", $"has 1 to {AccountId.MaxLength} printable characters and is not '.' or '..'.");
            id = AccountId.Parse("-");
        }

        return new RegisterAccount(new Account(id, Name ?? "", Imap?.ToEndpoint("imap", input), Smtp?.ToEndpoint("smtp", input)));
    }
}
