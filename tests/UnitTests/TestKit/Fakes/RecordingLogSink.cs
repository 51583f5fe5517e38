using System.Collections.Concurrent;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Guard;

namespace ImapApi.TestKit.Fakes;

/// <summary>Keeps protocol log lines in memory.</summary>
internal sealed class RecordingLogSink : IProtocolLogSink
{
    public bool Enabled { get; set; }

    public ConcurrentQueue<ProtocolLogLine> Lines { get; } = new();

    public bool IsOn(AccountId account) => Enabled;

    public void Append(AccountId account, ProtocolLogLine line) => Lines.Enqueue(line);
}
