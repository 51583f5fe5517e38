using System.Globalization;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Guard;

namespace ImapApi.Infrastructure.Smtp;

/// <summary>What was said on one connection: its last lines for the outbox, all of them for the account's protocol log, and the server's answers one by one.</summary>
/// <param name="log">The account's protocol log; null while settings are only tried out.</param>
internal sealed class SmtpConversation(IProtocolLogSink? log) : IProtocolLogSink
{
    private const int MaxLines = 40;

    private readonly Queue<string> _lines = new();
    private readonly List<string> _reply = [];
    private bool _isMarked;

    /// <summary>The last complete answer.</summary>
    public SmtpReply? LastReply { get; private set; }

    /// <summary>The first answer since <see cref="Mark"/>.</summary>
    public SmtpReply? MarkedReply { get; private set; }

    /// <summary>Between the server's 354 and its next answer: what we send is the message.</summary>
    public bool IsInContent => LastReply is { Code: 354 };

    /// <summary>Called when the server's answer is complete, and when a piece of the message was written.</summary>
    public Action? Advanced { get; set; }

    public IReadOnlyList<string> LastLines => [.. _lines];

    /// <summary>From here on an answer is the answer to the message.</summary>
    public void Mark() => (_isMarked, MarkedReply) = (true, null);

    /// <summary>A new message on the same connection.</summary>
    public void Restart() => (_isMarked, MarkedReply) = (false, null);

    public bool IsOn(AccountId account) => true;

    public void Append(AccountId account, ProtocolLogLine line)
    {
        if (log?.IsOn(account) == true)
            log.Append(account, line);
        var isServer = line.Source == "server";
        _lines.Enqueue((isServer ? "S: " : "C: ") + line.Text);
        if (_lines.Count > MaxLines)
            _lines.Dequeue();
        if (isServer)
            Read(line.Text);
    }

    private void Read(string line)
    {
        if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            return;
        _reply.Add(line.Length > 4 ? line[4..] : "");
        if (line.Length > 3 && line[3] == '-')
            return;
        LastReply = SmtpReplies.Create(code, string.Join('\n', _reply));
        _reply.Clear();
        if (_isMarked)
            MarkedReply ??= LastReply;
        Advanced?.Invoke();
    }
}
