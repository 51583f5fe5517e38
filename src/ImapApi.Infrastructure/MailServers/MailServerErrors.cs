using System.Net.Sockets;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>Says what a failed connection or log-in means: the stable code, a sentence, and the server's own words.</summary>
internal static class MailServerErrors
{
    public static AccountError Describe(Exception exception, string host, int port, DateTimeOffset now)
    {
        var (code, message) = exception switch
        {
            ImapApiException known => (known.Code, known.Message),
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => ("ConnectionRefused", $"Nothing answers at {host}:{port}. Check host and port."),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => ("HostNotFound", $"The host name {host} does not resolve."),
            SocketException { SocketErrorCode: SocketError.TimedOut } or TimeoutException or OperationCanceledException => ("ConnectTimeout", $"{host}:{port} did not answer in time."),
            SocketException socket => ("ConnectFailed", $"Connecting to {host}:{port} failed: {socket.Message}."),
            SslHandshakeException { ServerCertificate: not null } or TlsHandshakeException { IsOfCertificate: true } =>
                ("CertificateRejected", $"The certificate of {host}:{port} is not trusted: it is self-signed, expired, or made for another name. Set tls.rejectUnauthorized to false only for a network you trust."),
            SslHandshakeException or TlsHandshakeException => ("TlsFailed", $"{host}:{port} did not answer with TLS. Check the port, and whether secure should be false."),
            AuthenticationException refused => ("AuthenticationFailed", $"{host} refused the credentials: {refused.Message}"),
            SelectRefusedException { Reason: var reason } => ("ServerRefused", $"{host} does not open the mailbox: {reason.ServerResponse ?? reason.Message}"),
            ServerMisbehavedException misbehaved => ("ServerMisbehaved", misbehaved.Message),
            ImapProtocolException closed when closed.Message.Contains("unexpectedly disconnected", StringComparison.Ordinal) => ("ConnectionLost", $"{host}:{port} closed the connection."),
            ProtocolException => ("ProtocolError", $"{host}:{port} does not speak the protocol, or broke it: {exception.Message}"),
            ImapCommandException or SmtpCommandException => ("ServerRefused", $"{host} refused: {exception.Message}"),
            NotSupportedException => ("TlsNotOffered", $"{host}:{port} does not offer STARTTLS, and plaintext is not allowed. Use secure: true with the TLS port."),
            ServerFarewellException => ("ConnectionLost", $"{host}:{port} said good-bye: {exception.Message}"),
            // What MailKit throws when a number is none, or an answer belongs to nothing.
            ArgumentException or FormatException or OverflowException or InvalidCastException or IndexOutOfRangeException =>
                ("ProtocolError", $"{host}:{port} sent what cannot be: {exception.Message}"),
            FolderNotOpenException or ServiceNotConnectedException or ServiceNotAuthenticatedException => ("ConnectionLost", $"{host}:{port} ended the connection: {exception.Message}"),
            IOException => ("ConnectionLost", $"{host}:{port} closed the connection: {exception.Message}"),
            _ => ("ConnectFailed", $"Connecting to {host}:{port} failed: {exception.Message}"),
        };
        return new AccountError(code, ServerWords.Clean(message), ServerResponse(exception) is { } said ? ServerWords.Clean(said) : null, now);
    }

    /// <summary>
    /// True when the credentials themselves are wrong, so that trying again soon could only lock the account. A server that is merely overloaded
    /// (RFC 5530: UNAVAILABLE, LIMIT, INUSE) says so in its answer.
    /// </summary>
    public static bool IsRefusedLogin(AccountError error) => (error.Code is "AuthenticationFailed" or "AuthServerFailed") && !IsTemporary(error.ServerResponse);

    /// <summary>True when a refused log-in is a verdict on the credentials.</summary>
    public static bool IsFinal(AuthenticationException refused) => !IsTemporary(ServerResponse(refused));

    /// <summary>True when the same may succeed later although nobody mends anything: there was no connection, no answer in time, or a server that says it is busy.</summary>
    public static bool MayPass(Exception exception) =>
        exception is OperationCanceledException or TimeoutException or IOException or ObjectDisposedException or ImapApiException { Retryable: true } || IsTemporary(ServerResponse(exception));

    private static bool IsTemporary(string? response) =>
        response is not null && new[] { "[UNAVAILABLE]", "[LIMIT]", "[INUSE]", "[SERVERBUG]", "throttled", "temporar", "try again", "too many" }
            .Any(word => response.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string? ServerResponse(Exception exception) => exception switch
    {
        ImapApiException known => known.ServerResponse,
        AuthenticationException { InnerException: ImapCommandException or SmtpCommandException } refused => ServerResponse(refused.InnerException!),
        AuthenticationException refused => refused.Message,
        ImapCommandException refused => refused.ResponseText,
        SmtpCommandException refused => $"{(int)refused.StatusCode} {refused.Message}",
        _ => null,
    };
}
