using System.Collections.Concurrent;
using ImapApi.Application.Cluster;
using ImapApi.Domain.Accounts;

namespace ImapApi.TestKit.Fakes;

/// <summary>Says of each account the same.</summary>
internal sealed class FakeAccountLocator : IAccountLocator
{
    private readonly ConcurrentQueue<Func<Uri?>> _answers = new();
    private int _asked;
    private int _entered;
    private int _left;

    /// <summary>Accounts are served here.</summary>
    public bool Serves { get; set; }

    public int Asked => _asked;

    /// <summary>Requests that are served here now.</summary>
    public int Inside => _entered - _left;

    /// <summary>What is answered one after the other; the last one again and again.</summary>
    public void Answer(params IEnumerable<Func<Uri?>> answers)
    {
        _answers.Clear();
        foreach (var answer in answers)
            _answers.Enqueue(answer);
    }

    public void Answer(params Uri?[] owners) => Answer(owners.Select(owner => (Func<Uri?>)(() => owner)));

    public IDisposable? TryEnter(AccountId account)
    {
        if (!Serves)
            return null;
        Interlocked.Increment(ref _entered);
        return new Served(this);
    }

    public Task<Uri?> LocateAsync(AccountId account, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        var found = _answers.Count > 1 ? _answers.TryDequeue(out var next) : _answers.TryPeek(out next);
        cancellationToken.ThrowIfCancellationRequested();
        return found ? Task.FromResult(next!()) : throw new InvalidOperationException("The test did not say who owns the account.");
    }

    private sealed class Served(FakeAccountLocator locator) : IDisposable
    {
        public void Dispose() => Interlocked.Increment(ref locator._left);
    }
}
