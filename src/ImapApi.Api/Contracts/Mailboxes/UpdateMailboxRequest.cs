using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImapApi.Api.Contracts.Mailboxes;

[Description("What changes of a mailbox.")]
internal sealed record UpdateMailboxRequest
{
    [Required, Description("The mailbox's path.")]
    public string? Path { get; init; }

    [Description("Its new path: one text with the server's delimiter in it, or the list of its names. Required, unless subscribed is given.")]
    public MailboxNames? NewPath { get; init; }

    [Description("Whether to be subscribed to it.")]
    public bool? Subscribed { get; init; }
}
