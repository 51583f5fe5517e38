using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.Application.Submissions;

/// <summary>What was done after a message had left.</summary>
/// <param name="Flag">The flag that the original now has; null where there is none to set, or it failed.</param>
/// <param name="SentMailbox">Where the copy is; null where the servers file it themselves, there is no such mailbox, or it failed.</param>
/// <param name="SentCopy">The copy's id (APPENDUID), where the server told it.</param>
/// <param name="Failures">One sentence for each thing that should have been done and was not.</param>
/// <param name="MayPass">One of them at least was nobody's refusal: it may succeed later.</param>
public sealed record AfterSubmission(string? Flag, MailboxPath? SentMailbox, MessageId? SentCopy, IReadOnlyList<string> Failures, bool MayPass = false)
{
    public static AfterSubmission Nothing { get; } = new(null, null, null, []);
}
