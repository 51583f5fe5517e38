using System.Collections.Concurrent;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.TestKit.Fakes;

/// <summary>The registry without a store; passes the same contract as the real one.</summary>
internal sealed class InMemoryMailboxNumbers : IMailboxNumbers
{
    private readonly ConcurrentDictionary<AccountId, Dictionary<MailboxNumber, MailboxIdentity>> _numbers = new();

    public Task<IReadOnlyDictionary<MailboxNumber, MailboxIdentity>> LoadAsync(AccountId account, CancellationToken cancellationToken)
    {
        var numbers = _numbers.GetOrAdd(account, _ => []);
        lock (numbers)
            return Task.FromResult<IReadOnlyDictionary<MailboxNumber, MailboxIdentity>>(new Dictionary<MailboxNumber, MailboxIdentity>(numbers));
    }

    public Task<MailboxNumber> AllotAsync(AccountId account, MailboxIdentity mailbox, OwnershipEpoch epoch, CancellationToken cancellationToken)
    {
        var numbers = _numbers.GetOrAdd(account, _ => []);
        lock (numbers)
        {
            foreach (var (known, identity) in numbers)
            {
                if (identity == mailbox)
                    return Task.FromResult(known);
            }

            var number = new MailboxNumber(numbers.Keys.Select(known => known.Value).DefaultIfEmpty().Max() + 1);
            numbers[number] = mailbox;
            return Task.FromResult(number);
        }
    }

    public Task MoveAsync(AccountId account, IReadOnlyList<MailboxMove> moves, OwnershipEpoch epoch, CancellationToken cancellationToken)
    {
        var numbers = _numbers.GetOrAdd(account, _ => []);
        lock (numbers)
        {
            foreach (var stale in numbers.Where(pair => moves.Any(move => move.To == pair.Value)).Select(pair => pair.Key).ToList())
                numbers.Remove(stale);
            foreach (var move in moves)
                numbers[move.Number] = move.To;
        }

        return Task.CompletedTask;
    }
}
