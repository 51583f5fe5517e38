using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Guard;
using MailKit;

namespace ImapApi.Infrastructure.Smtp;

/// <summary>Bounds what a submission server may say: its answers are short lines, and nothing else. What both sides say goes to the conversation, without secrets and content.</summary>
internal sealed class SmtpGuard(AccountId account, SmtpConversation conversation, TimeProvider time) : IProtocolLogger
{
    private const int MaxBytes = 1024 * 1024;

    private readonly ProtocolLog _log = new(account, "smtp", connection: 0, conversation, time);
    private long _bytes;
    private long _content;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        _bytes = 0;
        if (!conversation.IsInContent)
        {
            _log.Client(buffer, offset, count, AuthenticationSecretDetector);
            return;
        }

        _content += count;
        conversation.Advanced?.Invoke();
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        _bytes += count;
        if (_bytes > MaxBytes)
            throw new ServerMisbehavedException($"The server sent more than {MaxBytes} bytes in answer to one command.");
        if (_content > 0)
            _log.Note($"[{_content} bytes of message]");
        _content = 0;
        var lines = buffer.AsSpan(offset, count);
        while (lines.IndexOf((byte)'\n') is >= 0 and var end)
        {
            _log.OnText(lines[..end]);
            _log.OnLineEnd();
            lines = lines[(end + 1)..];
        }

        if (!lines.IsEmpty)
            _log.OnText(lines);
    }

    public void Dispose()
    {
    }
}
