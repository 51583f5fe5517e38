using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Outbox;

namespace ImapApi.TestKit.Outbox;

/// <summary>A Sent mailbox that holds what the test says.</summary>
internal sealed class ScriptedSentMail : ISentMail
{
    private int _looks;

    public MessageId? Copy { get; set; }

    /// <summary>Why it cannot be told.</summary>
    public Exception? Failure { get; set; }

    public int Looks => Volatile.Read(ref _looks);

    public Task<MessageId?> FindAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _looks);
        return Failure is { } failure ? Task.FromException<MessageId?>(failure) : Task.FromResult(Copy);
    }
}
