using System.Globalization;
using System.Text;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Metrics;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>
/// Stands between one connection and MailKit's parser. MailKit calls <see cref="LogServer"/> with every decrypted chunk before it parses it, with its own
/// buffer; throwing from there ends just this connection. The same hook feeds the account's protocol log and counts bytes.
/// </summary>
internal sealed class ImapGuard : IProtocolLogger
{
    private const int LongestFarewell = 500;

    private readonly GuardLimits _limits;
    private readonly TimeProvider _time;
    private readonly ImapApiMetrics _metrics;
    private readonly ResponseScanner _scanner;
    private readonly ProtocolLog _log;
    private long _lastServerByte;
    private long _commandBytes;
    private long _commandLimit;
    private Waiting _waiting;
    private bool _isAnswered = true;

    public ImapGuard(GuardLimits limits, TimeProvider time, AccountId? account, long connection, IProtocolLogSink sink, ImapApiMetrics metrics)
    {
        _limits = limits;
        _time = time;
        _metrics = metrics;
        _commandLimit = limits.Command;
        _log = new ProtocolLog(account, "imap", connection, sink, time);
        _scanner = new ResponseScanner(limits) { Observer = _log };
    }

    /// <summary>MailKit sets it while secrets are on the wire.</summary>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>The last byte that came ended a line, and what it said.</summary>
    public bool IsAtLineEnd => _scanner.IsAtLineEnd;

    /// <summary>When the server was last heard; null before its first byte.</summary>
    public DateTimeOffset? LastServerByteAt => Volatile.Read(ref _lastServerByte) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>How often we spoke and then waited for the server; many commands sent at once count as one.</summary>
    public int RoundTrips { get; private set; }

    /// <summary>In both directions.</summary>
    public long Bytes { get; private set; }

    /// <summary>What the server broke, once it has: what MailKit then throws may say less.</summary>
    public ServerMisbehavedException? Violation { get; private set; }

    /// <summary>What the server said when it said good-bye, once it has.</summary>
    private ServerFarewellException? Farewell { get; set; }

    /// <summary>Set while the words of a refusal matter.</summary>
    public RefusalWords? RefusalWords { get; set; }

    /// <summary>
    /// Called when the server says something of mailboxes without being asked (NOTIFY, RFC 5465 §4): while it idles, or beside what another command asked
    /// for. Must return at once.
    /// </summary>
    public Action? MailboxNews { get; set; }

    /// <summary>While set, what the server says is looked through for a refusal of a search's charset.</summary>
    public CharsetRefusal? Charset { get; set; }

    /// <summary>A command begins: its answer has a byte budget of its own.</summary>
    /// <param name="exists">The selected mailbox's size, which bounds how long a SEARCH answer may be.</param>
    public void BeginCommand(int exists) => Begin(_limits.Command, exists, Waiting.ForAnswer);

    /// <summary>The same for a command that asks about mailboxes itself.</summary>
    public void BeginListing(int exists) => Begin(_limits.Command, exists, Waiting.ForListing);

    /// <summary>IDLE begins: a server that has something to say says it in few bytes.</summary>
    public void BeginIdle(int exists) => Begin(_limits.Idle, exists, Waiting.ForNews);

    /// <summary>A command begins that asks for so many messages.</summary>
    public void BeginFetch(int exists, int messages)
    {
        BeginCommand(exists);
        Expect(messages);
    }

    /// <summary>The command that begins asks for so many messages, of however many there are: what it may answer is bounded by that.</summary>
    public void Expect(int messages) => _scanner.Ledger.Expect(messages);

    public void LogConnect(Uri uri) => _log.Note(string.Create(CultureInfo.InvariantCulture, $"connected to {uri.Host}:{uri.Port}"));

    public void Note(string text) => _log.Note(text);

    public void LogClient(byte[] buffer, int offset, int count)
    {
        _metrics.AddBytesSent(count);
        Bytes += count;
        if (_isAnswered)
            RoundTrips++;
        _isAnswered = false;
        _log.Client(buffer, offset, count, AuthenticationSecretDetector);
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        _metrics.AddBytesReceived(count);
        Bytes += count;
        _isAnswered = true;
        Volatile.Write(ref _lastServerByte, _time.GetUtcNow().UtcTicks);
        _commandBytes += count;
        try
        {
            if (_commandBytes > _commandLimit)
                throw new ServerMisbehavedException($"The server sent more than {_commandLimit} bytes in answer to one command.");
            _scanner.Scan(buffer.AsSpan(offset, count));
            Charset?.Scan(buffer.AsSpan(offset, count));
            RefusalWords?.Add(buffer.AsSpan(offset, count));
            if (MailboxNews is { } told && IsOfMailboxes(buffer.AsSpan(offset, count)))
                told();
        }
        catch (ServerMisbehavedException violation)
        {
            Violation = violation;
            _log.Note(violation.Message);
            throw;
        }

        if (!_scanner.Ledger.SaidFarewell)
            return;
        Farewell = new ServerFarewellException(WordsOf(buffer.AsSpan(offset, count)));
        // The parser would wait for the server to close, which it need not do.
        if (_scanner.Ledger.IsForsaken)
            throw Farewell;
    }

    /// <summary>What ended the connection, rather than what MailKit threw because of it.</summary>
    public Exception Explain(Exception thrown) => Violation ?? (thrown is ImapProtocolException or IOException ? Farewell ?? thrown : thrown);

    public void Dispose() => _log.Note("closed");

    /// <summary>A line that is torn between two chunks may be missed: what it said is found by polling.</summary>
    private bool IsOfMailboxes(ReadOnlySpan<byte> chunk) => _waiting == Waiting.ForListing
        ? chunk.IndexOf("\"OLDNAME\""u8) >= 0 // Nobody asks for that (RFC 5465 §5.4).
        : chunk.IndexOf("* STATUS "u8) >= 0 || chunk.IndexOf("* LIST "u8) >= 0;

    private static string WordsOf(ReadOnlySpan<byte> chunk)
    {
        var words = chunk[(chunk.LastIndexOf("BYE"u8) is >= 0 and var at ? at : 0)..];
        return Encoding.UTF8.GetString(words[..Math.Min(words.Length, LongestFarewell)]).Split('\n')[0].TrimEnd('\r');
    }

    private void Begin(long limit, int exists, Waiting waiting)
    {
        _waiting = waiting;
        _commandBytes = 0;
        _commandLimit = limit;
        _scanner.Ledger.BeginCommand(exists, waiting switch
        {
            Waiting.ForListing => _limits.ListingWeight,
            Waiting.ForNews => _limits.IdleWeight,
            _ => _limits.Weight,
        });
    }

    private enum Waiting
    {
        ForAnswer,
        ForListing,
        ForNews,
    }
}
