using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace ImapApi.Bench.Soak;

/// <summary>Which messages were delivered, and what webhooks and the event stream have told of them, and of everything else.</summary>
internal sealed class Tally
{
    private const string Subject = "soak-";

    private readonly ConcurrentDictionary<int, bool> _posted = new();
    private readonly ConcurrentDictionary<int, bool> _streamed = new();
    private readonly ConcurrentDictionary<string, bool> _postedIds = new();
    private readonly ConcurrentDictionary<string, bool> _streamedIds = new();
    private readonly ConcurrentDictionary<string, long> _sequences = new();
    private int _delivered;
    private int _disorder;
    private int _webhooks;

    public int Delivered => Volatile.Read(ref _delivered);

    /// <summary>With those that came twice.</summary>
    public int Webhooks => Volatile.Read(ref _webhooks);

    public int Events => _streamedIds.Count;

    /// <summary>Events of an account that the stream told twice, or not after the one before them.</summary>
    public int Disorder => Volatile.Read(ref _disorder);

    public int NotPosted => Delivered - _posted.Count;

    public int NotStreamed => Delivered - _streamed.Count;

    /// <summary>Events of which the stream told and no webhook.</summary>
    public int EventsNotPosted => _streamedIds.Keys.Count(id => !_postedIds.ContainsKey(id));

    public bool IsComplete => NotPosted == 0 && NotStreamed == 0 && EventsNotPosted == 0;

    /// <returns>The subject of the next message.</returns>
    public string NextSubject() => $"{Subject}{Interlocked.Increment(ref _delivered)}";

    /// <summary>Whether a message is one of those that were delivered meanwhile.</summary>
    public static bool IsDelivery(JsonElement message) => NumberOf(message) is not null;

    /// <summary>Whether it was told of in both ways: it may go then.</summary>
    public bool IsTold(JsonElement message) => NumberOf(message) is { } number && _posted.ContainsKey(number) && _streamed.ContainsKey(number);

    public void NotePosted(JsonElement told)
    {
        Interlocked.Increment(ref _webhooks);
        _postedIds.TryAdd(told.GetProperty("eventId").GetString()!, true);
        if (ArrivalOf(told) is { } number)
            _posted.TryAdd(number, true);
    }

    public void NoteStreamed(JsonElement told)
    {
        _streamedIds.TryAdd(told.GetProperty("eventId").GetString()!, true);
        var (account, sequence) = (told.GetProperty("account").GetString()!, told.GetProperty("seq").GetInt64());
        if (_sequences.TryGetValue(account, out var last) && sequence != last + 1)
            Interlocked.Increment(ref _disorder);
        _sequences[account] = sequence;
        if (ArrivalOf(told) is { } number)
            _streamed.TryAdd(number, true);
    }

    /// <summary>A move is told as an arrival, too.</summary>
    private static int? ArrivalOf(JsonElement told)
    {
        if (told.GetProperty("event").GetString() != "messageNew" || told.GetProperty("path").GetString() != "INBOX")
            return null;
        var message = told.GetProperty("data");
        return message.TryGetProperty("movedFrom", out _) ? null : NumberOf(message);
    }

    private static int? NumberOf(JsonElement message) =>
        message.TryGetProperty("subject", out var subject) && subject.GetString() is { } text && text.StartsWith(Subject, StringComparison.Ordinal)
            ? int.Parse(text.AsSpan(Subject.Length), CultureInfo.InvariantCulture)
            : null;
}
