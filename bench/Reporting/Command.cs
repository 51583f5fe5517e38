using System.Diagnostics;

namespace ImapApi.Bench.Reporting;

/// <summary>Runs a short program for what it prints.</summary>
internal static class Command
{
    public static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }
}
