using System.Diagnostics;
using System.Globalization;

namespace ImapApi.Bench.Children;

/// <summary>This program once more, as a server in a process of its own, which says its port on standard output; ended with this.</summary>
internal sealed class ChildServer : IDisposable
{
    private readonly Process _process;

    /// <param name="name">The argument that makes it that server.</param>
    public ChildServer(string name)
    {
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [name])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Port = int.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    /// <returns>The line that it answers with.</returns>
    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return (await _process.StandardOutput.ReadLineAsync())!;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
