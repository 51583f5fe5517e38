using System.Globalization;
using System.Runtime.InteropServices;

namespace ImapApi.Bench.Reporting;

/// <summary>Where it was measured, and with which versions.</summary>
internal sealed record Machine(string Processor, int Cores, long MemoryMiB, string System, string Runtime, string Dovecot, string MailKit)
{
    public static async Task<Machine> ReadAsync() => new(
        Field("/proc/cpuinfo", "model name"),
        Environment.ProcessorCount,
        long.Parse(Field("/proc/meminfo", "MemTotal").Split(' ')[0], CultureInfo.InvariantCulture) / 1024,
        $"{Field("/etc/os-release", "PRETTY_NAME", '=').Trim('"')}, Linux {Environment.OSVersion.Version.ToString(2)}",
        RuntimeInformation.FrameworkDescription,
        (await Command.OutputAsync("dovecot", "--version")).Split(' ')[0],
        typeof(MailKit.Net.Imap.ImapClient).Assembly.GetName().Version!.ToString(2));

    private static string Field(string file, string name, char separator = ':')
    {
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) ?? $"{name}{separator}unknown";
        return line[(line.IndexOf(separator) + 1)..].Trim();
    }
}
