namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>What the kernel says of a process's resident memory, and of the time it took.</summary>
public sealed class ProcessMemory
{
    private readonly string _directory;

    private ProcessMemory(int processId) => _directory = $"/proc/{processId}";

    public long Resident => Read("VmRSS:");

    /// <summary>The most since <see cref="ForgetPeak"/>.</summary>
    public long Peak => Read("VmHWM:");

    /// <summary>Of all its threads, since it began.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            // Behind the name, which may hold blanks: user and system time are the 14th and 15th word, in hundredths of a second.
            var stat = File.ReadAllText(Path.Combine(_directory, "stat"));
            var words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromMilliseconds(10 * (long.Parse(words[11]) + long.Parse(words[12])));
        }
    }

    public static ProcessMemory Of(int processId) => new(processId);

    public void ForgetPeak() => File.WriteAllText(Path.Combine(_directory, "clear_refs"), "5");

    private long Read(string name)
    {
        var line = File.ReadLines(Path.Combine(_directory, "status")).Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
