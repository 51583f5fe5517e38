using System.Diagnostics;
using System.Globalization;

namespace ImapApi.Bench.Children;

/// <summary>The parent's side of the <see cref="HostileServer"/>.</summary>
internal sealed class HostileChild : IDisposable
{
    private readonly Process _process;

    public HostileChild()
    {
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["child-hostile"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Port = int.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    public int Port { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
