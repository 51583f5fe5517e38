using System.Diagnostics;
using System.Text;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>All that a program writes, over all its runs.</summary>
public sealed class ProcessOutput
{
    private readonly StringBuilder _text = new();

    /// <summary>What there is so far.</summary>
    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    /// <param name="process">Started with both its outputs redirected.</param>
    public void Follow(Process process)
    {
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (_text)
            _text.AppendLine(line.Data);
    }
}
