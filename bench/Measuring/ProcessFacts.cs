using System.Globalization;

namespace ImapApi.Bench.Measuring;

/// <summary>What Linux knows of a process, from <c>/proc</c>.</summary>
internal sealed class ProcessFacts(int id)
{
    private const double TicksPerSecond = 100; // USER_HZ, part of the kernel's interface.

    /// <summary>Resident memory in KiB.</summary>
    public long Rss => Field("smaps_rollup", "Rss:");

    /// <summary>Resident memory in KiB, what is shared with others divided by their number.</summary>
    public long Pss => Field("smaps_rollup", "Pss:");

    /// <summary>The most that was ever resident, in KiB, since the last <see cref="ForgetPeak"/>.</summary>
    public long PeakRss => Field("status", "VmHWM:");

    public long Threads => Field("status", "Threads:");

    /// <summary>Open files and sockets.</summary>
    public int Descriptors => Directory.GetFileSystemEntries($"/proc/{id}/fd").Length;

    /// <summary>Seconds of processor time.</summary>
    public double Cpu
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
        }
    }

    /// <summary>See proc(5), <c>clear_refs</c>: 5 resets the peak.</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{id}/clear_refs", "5");

    private long Field(string file, string name) =>
        Number(File.ReadLines($"/proc/{id}/{file}").First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "").Trim());

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
