using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ImapApi.Application.Events;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Events;

namespace ImapApi.TestKit.Fakes;

/// <summary>The changes behind the events that were logged: an event's data is the number of its change.</summary>
internal sealed class ToldChanges : IEventData
{
    private readonly ConcurrentDictionary<int, Change> _written = new();
    private readonly ConcurrentQueue<Change> _told = new();
    private readonly Pulse _pulse = new();
    private int _count;

    /// <summary>In the order of the log.</summary>
    public IReadOnlyCollection<Change> All => _told;

    public IEnumerable<T> Of<T>() => _told.OfType<T>();

    public byte[] WriteWebhook(LoggedEvent entry) => throw new NotSupportedException("Nothing is posted here.");

    public byte[] Write(Change change)
    {
        var number = Interlocked.Increment(ref _count);
        _written[number] = change;
        return Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
    }

    public IDisposable Follow(EventHub hub) => hub.Follow(events =>
    {
        foreach (var entry in events)
            _told.Enqueue(_written[int.Parse(Encoding.ASCII.GetString(entry.Data.Span), CultureInfo.InvariantCulture)]);
        _pulse.Beat();
    });

    /// <summary>The first change of this kind that comes, or came.</summary>
    public Task<T> WaitForAsync<T>(Func<T, bool>? predicate = null)
        where T : Change =>
        _pulse.WaitForAsync(() => Of<T>().FirstOrDefault(change => predicate?.Invoke(change) ?? true), typeof(T).Name, () => "There were: " + string.Join(", ", _told));
}
