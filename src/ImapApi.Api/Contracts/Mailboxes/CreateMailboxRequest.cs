using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImapApi.Api.Contracts.Mailboxes;

[Description("A mailbox to create.")]
internal sealed record CreateMailboxRequest
{
    [Required, Description("The path, with the server's own delimiter in it (\"a/b\"), or the list of its names ([\"a\",\"b\"]). Missing parents are created too.")]
    public MailboxNames? Path { get; init; }
}
