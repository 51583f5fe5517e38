namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>The faults of one connection, one after the other.</summary>
internal sealed class ConnectionFaults(WireFaults wire, Random random)
{
    private readonly Lock _lock = new();
    private long _bytes;
    private long _due;
    private bool _isDrawn;

    public Task Calm => wire.Calm;

    /// <summary>How much of these bytes passes before the next fault; null: all, and none happens.</summary>
    public int? Before(int length)
    {
        lock (_lock)
        {
            if (!IsActive())
                return null;
            if (TimeProvider.System.GetTimestamp() >= _due)
                return random.Next(length + 1);
            if (_bytes > length)
            {
                _bytes -= length;
                return null;
            }

            return (int)_bytes;
        }
    }

    /// <summary>It happens to a connection on which nothing moves.</summary>
    public bool IsDueAtRest()
    {
        lock (_lock)
            return IsActive() && TimeProvider.System.GetTimestamp() >= _due && random.Next(2) == 0;
    }

    /// <summary>What it is.</summary>
    public WireFault Strike()
    {
        lock (_lock)
        {
            var fault = wire.Draw(random);
            wire.Note(fault, random);
            _isDrawn = false;
            return fault;
        }
    }

    public TimeSpan DrawStall()
    {
        lock (_lock)
            return TimeSpan.FromSeconds(0.1 * Math.Pow(100, random.NextDouble()));
    }

    public TimeSpan DrawSilence()
    {
        lock (_lock)
            return TimeSpan.FromSeconds(random.Next(20, 60));
    }

    public int DrawDrip()
    {
        lock (_lock)
            return random.Next(20, 400);
    }

    private bool IsActive()
    {
        if (!wire.HasBegun || wire.Calm.IsCompleted)
            return false;
        if (!_isDrawn)
        {
            var (bytes, time) = wire.DrawMoment(random);
            (_bytes, _due, _isDrawn) = (bytes, TimeProvider.System.GetTimestamp() + (long)(time.TotalSeconds * TimeProvider.System.TimestampFrequency), true);
        }

        return true;
    }
}
