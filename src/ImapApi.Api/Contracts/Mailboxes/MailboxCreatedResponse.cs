using System.ComponentModel;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Api.Contracts.Mailboxes;

[Description("What came of a creation.")]
internal sealed record MailboxCreatedResponse(
    [property: Description("The mailbox's path.")] string Path,
    [property: Description("The server's own id for it (OBJECTID), else ours, where known.")] string? MailboxId,
    [property: Description("False when it was there already.")] bool Created)
{
    public static MailboxCreatedResponse From(MailboxCreated created) => new(created.Path.Value, created.MailboxId, created.Created);
}
