using System.Diagnostics;
using System.Globalization;

namespace ImapApi.Bench.Children;

/// <summary>The parent's side of the <see cref="Responder"/>.</summary>
internal sealed class ResponderChild : IDisposable
{
    private readonly Process _process;

    public ResponderChild()
    {
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["child-responder"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Port = int.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    /// <summary>New messages at a rate, each to the next account that idles.</summary>
    /// <returns>How many there were; fewer than asked for when too few accounts idled.</returns>
    public async Task<int> DeliverAsync(int perSecond, int seconds)
    {
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"deliver {perSecond} {seconds}"));
        await _process.StandardInput.FlushAsync();
        return int.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
