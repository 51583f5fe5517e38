using System.Collections.Concurrent;
using ImapApi.Application.Statistics;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Metrics;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>How much of the accounts that this process owns is in the outbox and not at its end, by state.</summary>
internal sealed class OutboxLoad : IOutboxLoad
{
    private readonly ConcurrentDictionary<AccountId, ConcurrentDictionary<QueueId, (OutboxState State, long Size)>> _accounts = new();

    public OutboxLoad(ImapApiMetrics metrics) => metrics.CountOutbox(Count);

    public IReadOnlyDictionary<OutboxState, int> Count() => _accounts.Values.SelectMany(entries => entries.Values).CountBy(entry => entry.State).ToDictionary();

    /// <summary>What is not sent yet, or perhaps.</summary>
    /// <returns>Messages, and their bytes.</returns>
    public (int Count, long Bytes) Of(AccountId account) => Sum(account, isSent: false);

    /// <summary>What is sent, and waits for its copy to be filed.</summary>
    /// <returns>Messages, and their bytes.</returns>
    public (int Count, long Bytes) Sent(AccountId account) => Sum(account, isSent: true);

    public void Note(OutboxEntry entry)
    {
        if (entry.IsOpen)
            _accounts.GetOrAdd(entry.Account, _ => new())[entry.Id] = (entry.State, entry.Size);
        else if (_accounts.TryGetValue(entry.Account, out var entries))
            entries.TryRemove(entry.Id, out _);
    }

    public void Forget(AccountId account) => _accounts.TryRemove(account, out _);

    private (int Count, long Bytes) Sum(AccountId account, bool isSent)
    {
        var (count, bytes) = (0, 0L);
        if (_accounts.TryGetValue(account, out var entries))
        {
            foreach (var (state, size) in entries.Values.Where(entry => (entry.State == OutboxState.Sent) == isSent))
                (count, bytes) = (count + 1, bytes + size);
        }

        return (count, bytes);
    }
}
