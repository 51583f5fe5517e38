using System.ComponentModel;

namespace ImapApi.Api.Contracts.Mailboxes;

[Description("The mailbox that was deleted.")]
internal sealed record MailboxDeletedResponse(
    [property: Description("The mailbox's path.")] string Path,
    [property: Description("True: it is gone, with its messages.")] bool Deleted);
