using System.Globalization;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.FaultRun;

/// <summary>Looks once in a second at what a process holds.</summary>
internal sealed class ResourceWatch : IAsyncDisposable
{
    private const long Mebi = 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly int _processId;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(long Resident, int Descriptors)> _samples = [];
    private readonly Task _running;

    public ResourceWatch(int processId)
    {
        _processId = processId;
        _running = RunAsync();
    }

    public static int DescriptorsOf(int processId) => Directory.GetFileSystemEntries($"/proc/{processId}/fd").Length;

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    /// <summary>The median of the last quarter must not be more than an eighth and 16 MiB above that of the second one: before that, everything is new.</summary>
    public string? MemoryProblem()
    {
        var (warm, end) = (Median(1, sample => sample.Resident), Median(3, sample => sample.Resident));
        return end > warm + (warm / 8) + (16 * Mebi) ? $"memory has grown from {warm / Mebi} to {end / Mebi} MiB" : null;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"memory {Median(1, sample => sample.Resident) / Mebi} MiB in the second quarter, {Median(3, sample => sample.Resident) / Mebi} in the last, {_samples.Max(sample => sample.Resident) / Mebi} at most; descriptors {Median(1, sample => sample.Descriptors)}, {Median(3, sample => sample.Descriptors)}, {_samples.Max(sample => sample.Descriptors)}");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private long Median(int quarter, Func<(long Resident, int Descriptors), long> of)
    {
        long[] values = [.. _samples.Skip(_samples.Count * quarter / 4).Take(Math.Max(1, _samples.Count / 4)).Select(of).Order()];
        return values[values.Length / 2];
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
                _samples.Add((ProcessMemory.Of(_processId).Resident, DescriptorsOf(_processId)));
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Enough was seen.
        }
    }
}
