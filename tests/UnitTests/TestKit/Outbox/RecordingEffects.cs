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

    /// <summary>What comes of it instead; null: all is done.</summary>
    public Func<AfterSubmission?> Answer { get; set; } = () => null;

    public static AfterSubmission Failure(bool mayPass) => new(null, null, null, ["No copy was filed in the Sent mailbox: no."], mayPass);

    public async Task<AfterSubmission> CompleteAsync(Account account, MessageReference? reference, IMessageSource? message, CancellationToken cancellationToken)
    {
        Calls.Enqueue((reference, message is not null));
        await Held;
        return Answer() ?? new AfterSubmission(reference is null ? null : @"\Answered", message is null ? null : MailboxPath.Parse("Sent"), null, []);
    }
}
