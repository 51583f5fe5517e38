using ImapApi.Infrastructure.Imap.Guard;
using MailKit;

namespace ImapApi.Infrastructure.Smtp;

/// <summary>Bounds what a submission server may say: its answers are short lines, and nothing else.</summary>
internal sealed class SmtpGuard : IProtocolLogger
{
    private const int MaxBytes = 1024 * 1024;

    private long _bytes;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count) => _bytes = 0;

    public void LogServer(byte[] buffer, int offset, int count)
    {
        _bytes += count;
        if (_bytes > MaxBytes)
            throw new ServerMisbehavedException($"The server sent more than {MaxBytes} bytes in answer to one command.");
    }

    public void Dispose()
    {
    }
}
