using System.Diagnostics;

namespace ImapApi.Fuzzing;

/// <summary>Runs a target's check on one input, and holds it to its time and memory.</summary>
internal static class Trial
{
    public static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(1);

    public const long MostBytes = 64 * 1024 * 1024;

    /// <summary>What else runs on a machine may slow one trial down, and what is loaded for the first time may be large: hardly three in a row.</summary>
    private const int Chances = 3;

    /// <returns>What is wrong; null: nothing.</returns>
    public static Exception? Run(IFuzzTarget target, byte[] input)
    {
        Exception? excess = null;
        for (var chance = 0; chance < Chances; chance++)
        {
            var (start, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                target.Check(input);
            }
#pragma warning disable CA1031 // Whatever it is, it is a finding.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                return exception;
            }

            var (time, bytes) = (Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - allocated);
            excess = time > LongestTime ? new Finding($"takes {time.TotalSeconds:0.0} s")
                : bytes > MostBytes ? new Finding($"takes {bytes / 1024 / 1024} MiB")
                : null;
            if (excess is null)
                return null;
        }

        return excess;
    }
}
