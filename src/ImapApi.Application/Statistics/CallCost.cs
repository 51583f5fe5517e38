namespace ImapApi.Application.Statistics;

/// <summary>What one call of the API has cost at the mail server so far. Any thread may add to it.</summary>
public sealed class CallCost
{
    private readonly Lock _lock = new();
    private TimeSpan _time;
    private int _roundTrips;
    private long _bytes;

    /// <returns>How long its commands took, how many answers were waited for, and the bytes of both directions.</returns>
    public (TimeSpan Time, int RoundTrips, long Bytes) Read()
    {
        lock (_lock)
            return (_time, _roundTrips, _bytes);
    }

    public void Add(TimeSpan time, int roundTrips, long bytes)
    {
        lock (_lock)
            (_time, _roundTrips, _bytes) = (_time + time, _roundTrips + roundTrips, _bytes + bytes);
    }
}
