using ImapApi.Application.Errors;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// Finds the messages whose data breaks the connection, from one run of an operation to the next: each failure halves what is asked at once, until one
/// message stands alone; of that one less is asked, step by step. Pure bookkeeping, without a server.
/// </summary>
internal sealed class PoisonIsolation
{
    /// <summary>Two poisoned messages on the largest page, and some bad luck. Each costs a log-in.</summary>
    private const int MaxRecoveries = 32;

    /// <summary>Failures before any message was asked for by itself: the page as a whole, and once the flags, which may have been bad luck.</summary>
    private const int MaxBlind = 2;

    private readonly Dictionary<UniqueId, FetchDetail> _reduced = [];
    private int _recoveries;
    private int _blind;

    /// <summary>One of so many messages, the first of the missing ones, broke the last run.</summary>
    private int _suspects;

    private IReadOnlyList<UniqueId>? _asked;

    /// <summary>An earlier run failed: pages are now read in small steps.</summary>
    public bool IsActive => _recoveries > 0;

    /// <summary>What to ask next: a prefix of <paramref name="missing"/>, and how much of it.</summary>
    public (IReadOnlyList<UniqueId> Uids, FetchDetail Detail) Next(IReadOnlyList<UniqueId> missing)
    {
        _suspects = Math.Min(_suspects, missing.Count);
        var count = _suspects == 0 ? missing.Count : Math.Max(1, _suspects / 2);
        var detail = FetchDetail.Outline;
        for (var i = 0; i < count && _reduced.Count > 0; i++)
        {
            if (!_reduced.TryGetValue(missing[i], out var reduced))
                continue;
            // A message known to be poison is asked alone.
            (count, detail) = i == 0 ? (1, reduced) : (i, FetchDetail.Outline);
        }

        _asked = count == missing.Count ? missing : [.. missing.Take(count)];
        return (_asked, detail);
    }

    public void Succeeded()
    {
        _suspects = Math.Max(0, _suspects - (_asked?.Count ?? 0));
        _asked = null;
    }

    /// <summary>True when another run can do better.</summary>
    public bool TryRecover(Exception exception)
    {
        // Not even the flags could be read: there is nothing less to ask for.
        if (_asked is null && ++_blind > MaxBlind)
            return false;
        // These say nothing about a message; everything else that broke the connection may be what one message made the server or MailKit do.
        if (exception is OperationCanceledException or TimeoutException or CommandException or ImapApiException || ++_recoveries > MaxRecoveries)
            return false;
        if (_asked is [var single])
            _reduced[single] = _reduced.GetValueOrDefault(single) + 1;
        else
            _suspects = _asked?.Count ?? int.MaxValue;
        _asked = null;
        return true;
    }
}
