namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>What the kernel says of a process's resident memory.</summary>
public sealed class ProcessMemory
{
    private readonly string _directory;

    private ProcessMemory(int processId) => _directory = $"/proc/{processId}";

    public long Resident => Read("VmRSS:");

    /// <summary>The most since <see cref="ForgetPeak"/>.</summary>
    public long Peak => Read("VmHWM:");

    public static ProcessMemory Of(int processId) => new(processId);

    public void ForgetPeak() => File.WriteAllText(Path.Combine(_directory, "clear_refs"), "5");

    private long Read(string name)
    {
        var line = File.ReadLines(Path.Combine(_directory, "status")).Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
