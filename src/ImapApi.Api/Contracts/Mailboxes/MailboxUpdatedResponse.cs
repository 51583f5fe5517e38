using System.ComponentModel;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Api.Contracts.Mailboxes;

[Description("What was changed of a mailbox.")]
internal sealed record MailboxUpdatedResponse(
    [property: Description("The path it had.")] string Path,
    [property: Description("The path it has now, when it was renamed.")] string? NewPath,
    [property: Description("True when it was renamed.")] bool? Renamed,
    [property: Description("Whether it is subscribed to, when that was asked.")] bool? Subscribed)
{
    public static MailboxUpdatedResponse From(MailboxUpdate update) => new(update.Path.Value, update.NewPath?.Value, update.NewPath is null ? null : true, update.Subscribed);
}
