using System.Globalization;
using System.Text;
using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.TestKit.Fakes;

/// <summary>An event log in a list; the position of all accounts is a number behind an "all-".</summary>
internal sealed class InMemoryEventFeed(TimeProvider? time = null) : IEventFeed
{
    private const string Prefix = "all-";

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private readonly List<(long Place, LoggedEvent Event)> _events = [];
    private readonly Dictionary<AccountId, (long Last, long Removed)> _ends = [];
    private TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last;
    private long _removed;

    /// <summary>How many are waiting for an event now.</summary>
    public Pulse Waiting { get; } = new();

    public int Waiters { get; private set; }

    public bool StoreIsAway { get; set; }

    public bool HasEnded { get; private set; }

    public void Happen(AccountId account, EventType type, MailboxPath path, string data)
    {
        lock (_gate)
        {
            var (last, removed) = _ends.GetValueOrDefault(account);
            _ends[account] = (last + 1, removed);
            _events.Add((++_last, new LoggedEvent(new EventId(7, last + 1), account, DateTimeOffset.UnixEpoch, type, path, Encoding.UTF8.GetBytes(data))));
        }

        Wake();
    }

    public void Happen(AccountId account, int count = 1)
    {
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                var (last, removed) = _ends.GetValueOrDefault(account);
                _ends[account] = (last + 1, removed);
                _events.Add((++_last, new LoggedEvent(new EventId(7, last + 1), account, DateTimeOffset.UnixEpoch, EventType.AccountInitialized, null, "{\"mailboxes\":1}"u8.ToArray())));
            }
        }

        Wake();
    }

    public void Expire(AccountId account, long through)
    {
        lock (_gate)
        {
            _removed = Math.Max(_removed, _events.Where(entry => entry.Event.Account == account && entry.Event.Sequence <= through).Select(entry => entry.Place).DefaultIfEmpty().Max());
            _events.RemoveAll(entry => entry.Event.Account == account && entry.Event.Sequence <= through);
            _ends[account] = (_ends[account].Last, through);
        }
    }

    /// <summary>As when the process ends.</summary>
    public void End()
    {
        HasEnded = true;
        Wake();
    }

    public Task<IEventReading> OpenAsync(AccountId? account, EventStart start, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        lock (_gate)
        {
            if (account is not null && !_ends.ContainsKey(account))
                throw NotFoundException.ForAccount(account);
            var (last, removed) = EndOf(account);
            var position = start switch
            {
                EventStart.Oldest => removed,
                EventStart.Now => last,
                EventStart.After after => Parse(account, after.Position) is 0 and var zero && account is not null ? Math.Max(zero, removed) : Parse(account, after.Position),
                _ => throw new InvalidOperationException(),
            };
            return position < removed || position > last ? throw new EventsExpiredException() : Task.FromResult<IEventReading>(new Reading(this, account, position));
        }
    }

    private static long Parse(AccountId? account, string text)
    {
        var number = account is not null ? text : text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : "";
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : throw new ValidationFailedException("after", "is no position.");
    }

    private (long Last, long Removed) EndOf(AccountId? account) => account is null ? (_last, _removed) : _ends[account];

    private void ThrowIfAway()
    {
        if (StoreIsAway)
            throw new StoreUnavailableException("The store is away.");
    }

    private void Wake() => Interlocked.Exchange(ref _happened, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private sealed class Reading(InMemoryEventFeed feed, AccountId? account, long start) : IEventReading
    {
        private long _position = start;
        private Task _next = feed._happened.Task;

        public string Position => Format(_position);

        public Task<IReadOnlyList<PlacedEvent>> ReadAsync(int limit, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _next = feed._happened.Task;
            feed.ThrowIfAway();
            lock (feed._gate)
            {
                if (_position < feed.EndOf(account).Removed)
                    throw new EventsExpiredException();
                PlacedEvent[] events =
                [
                    .. feed._events.Where(entry => (account is null || entry.Event.Account == account) && PlaceOf(entry) > _position).Take(limit)
                        .Select(entry => new PlacedEvent(entry.Event, Format(PlaceOf(entry)))),
                ];
                if (events is [.., var last])
                    _position = account is null ? Parse(account, last.Position) : last.Event.Sequence;
                return Task.FromResult<IReadOnlyList<PlacedEvent>>(events);
            }
        }

        public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
        {
            var waited = _next.WaitAsync(atMost, feed._time, cancellationToken);
            feed.Waiters++;
            feed.Waiting.Beat();
            try
            {
                await waited;
            }
            catch (TimeoutException)
            {
                // Nothing came.
            }
            finally
            {
                feed.Waiters--;
            }

            return !feed.HasEnded;
        }

        public void Dispose()
        {
        }

        private string Format(long place) => (account is null ? Prefix : "") + place.ToString(CultureInfo.InvariantCulture);

        private long PlaceOf((long Place, LoggedEvent Event) entry) => account is null ? entry.Place : entry.Event.Sequence;
    }
}
