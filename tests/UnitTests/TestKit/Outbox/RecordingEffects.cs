using System.Collections.Concurrent;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Submissions;

namespace ImapApi.TestKit.Outbox;

/// <summary>Notes what is done after a message has left.</summary>
internal sealed class RecordingEffects : IAfterSubmission
{
    /// <summary>What was marked, and whether a copy was filed.</summary>
    public ConcurrentQueue<(MessageReference? Reference, bool IsFiled)> Calls { get; } = new();

    public Task Held { get; set; } = Task.CompletedTask;

    public async Task<AfterSubmission> CompleteAsync(Account account, MessageReference? reference, IMessageSource? message, CancellationToken cancellationToken)
    {
        Calls.Enqueue((reference, message is not null));
        await Held;
        return new AfterSubmission(reference is null ? null : @"\Answered", message is null ? null : MailboxPath.Parse("Sent"), null, []);
    }
}
