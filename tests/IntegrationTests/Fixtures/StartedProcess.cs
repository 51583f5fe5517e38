using System.Diagnostics;
using System.Globalization;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A process, known by its id and by when it started, so that a later one with the same id is not taken for it.</summary>
public sealed record StartedProcess(int Id, int Parent, long StartTime)
{
    public static StartedProcess? Find(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            // The name, in parentheses, may hold anything; see proc(5).
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new StartedProcess(id, int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>kill -9, if it still runs.</summary>
    public void End()
    {
        if (Find(Id)?.StartTime != StartTime)
            return;
        try
        {
            using var process = Process.GetProcessById(Id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has just ended by itself.
        }
    }
}
