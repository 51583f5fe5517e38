using System.Diagnostics;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Servers;

namespace ImapApi.Bench.Children;

/// <summary>The parent's side of <see cref="BareMailKit"/>.</summary>
internal sealed class MailKitChild : IDisposable
{
    private readonly Process _process;

    public MailKitChild(int port, string worker)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["child-mailkit", $"{port}", worker])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        SmallNursery.Of(start);
        _process = Process.Start(start)!;
        Facts = new ProcessFacts(_process.Id);
    }

    public ProcessFacts Facts { get; }

    public async Task ConnectAsync(int count)
    {
        await _process.StandardInput.WriteLineAsync($"{count}");
        await _process.StandardInput.FlushAsync();
        if (await _process.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException("The bare client ended.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
