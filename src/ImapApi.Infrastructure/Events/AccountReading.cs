using System.Globalization;
using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Events;

/// <summary>Reads one account's log.</summary>
/// <param name="fromOldest">What is removed before the first event was read is not missed.</param>
internal sealed class AccountReading(EventLog log, AccountId account, long start, bool fromOldest, FeedWake wake) : IEventReading
{
    private long _position = start;
    private bool _isFresh = fromOldest;

    public string Position => _position.ToString(CultureInfo.InvariantCulture);

    public async Task<IReadOnlyList<PlacedEvent>> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        wake.Take();
        // In this order: what the end counts was there when the log is read, unless it was removed.
        var end = (await log.FindHeadAsync(account, cancellationToken))?.Sequence ?? 0;
        if (end == _position)
            return [];
        var events = await log.ReadAsync(account, _position, limit, cancellationToken);
        var first = events is [var next, ..] ? next.Sequence : end + 1;
        if (end < _position || (first != _position + 1 && !_isFresh))
            throw new EventsExpiredException();
        _position = events is [.., var last] ? last.Sequence : end;
        _isFresh = false;
        return [.. events.Select(entry => new PlacedEvent(entry, entry.Sequence.ToString(CultureInfo.InvariantCulture)))];
    }

    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => wake.WaitAsync(atMost, cancellationToken);

    public void Dispose() => wake.Dispose();
}
