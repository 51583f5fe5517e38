using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>What one mail server does that MailKit does not bear, learnt from the connection it broke; kept for the life of the process.</summary>
internal sealed class ServerQuirks
{
    private volatile bool _lacksThreadIds;

    /// <summary>
    /// OBJECTID is there, and THREADID always <c>(NIL)</c>: Cyrus without conversations, where RFC 8474 §5.2 wants <c>NIL</c>. For MailKit that is a syntax
    /// error, which ends the connection; so THREADID must not be asked for.
    /// </summary>
    public bool LacksThreadIds => _lacksThreadIds;

    /// <summary>The connection broke because of something that is avoided once it is known.</summary>
    public static bool Explains(Exception exception) => exception is ImapProtocolException && exception.Message.Contains("THREADID", StringComparison.Ordinal);

    public void Learn(Exception exception) => _lacksThreadIds |= Explains(exception);
}
