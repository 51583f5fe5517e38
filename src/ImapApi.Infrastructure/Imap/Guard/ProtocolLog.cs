using System.Globalization;
using System.Text;
using ImapApi.Domain.Accounts;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>
/// Turns the two byte streams of a connection into log lines: secrets masked, literals replaced by their size, long lines cut. Costs nothing but a look
/// at a flag while the account's log is off.
/// </summary>
internal sealed class ProtocolLog(AccountId? account, string protocol, long connection, IProtocolLogSink sink, TimeProvider time) : IResponseObserver
{
    private const int MaxLineLength = 2000;

    private StringBuilder? _server;
    private ClientLines? _client;

    private bool IsOn => account is not null && sink.IsOn(account);

    public void Note(string text)
    {
        if (IsOn)
            Append("note", text);
    }

    public void OnText(ReadOnlySpan<byte> text)
    {
        if (_server is null && !IsOn)
            return;
        _server ??= new StringBuilder(200);
        if (_server.Length < MaxLineLength)
            _server.Append(Encoding.Latin1.GetString(text));
    }

    public void OnLiteral(long size)
    {
        if (_server is { Length: < MaxLineLength })
            _server.Append(CultureInfo.InvariantCulture, $"{size} bytes}} ");
    }

    public void OnLineEnd()
    {
        if (_server is null)
            return;
        Append("server", Cut(_server.ToString().TrimEnd('\r', '\n')));
        _server = null;
    }

    /// <param name="detector">Follows the stream from its first byte: so it is asked for every chunk, also while the log is off.</param>
    public void Client(byte[] buffer, int offset, int count, IAuthenticationSecretDetector? detector)
    {
        var secrets = detector?.DetectSecrets(buffer, offset, count);
        if (!IsOn)
        {
            _client = null;
            return;
        }

        _client ??= new ClientLines(line => Append("client", Cut(line)));
        if (secrets is not { Count: > 0 })
        {
            _client.Add(buffer.AsSpan(offset, count));
            return;
        }

        var at = offset;
        foreach (var secret in secrets)
        {
            _client.Add(buffer.AsSpan(at, secret.StartIndex - at));
            _client.Add("********"u8);
            at = secret.StartIndex + secret.Length;
        }

        _client.Add(buffer.AsSpan(at, offset + count - at));
    }

    private static string Cut(string line) => line.Length > MaxLineLength ? line[..MaxLineLength] + " …" : line;

    private void Append(string source, string text) => sink.Append(account!, new ProtocolLogLine(time.GetUtcNow(), protocol, connection, source, text));
}
