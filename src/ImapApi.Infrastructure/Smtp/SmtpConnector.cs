using System.Net.Sockets;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.MailServers;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Smtp;

/// <summary>Opens authenticated connections to submission servers (RFC 6409), under the same rules of TLS and log-in as IMAP.</summary>
internal sealed class SmtpConnector(MailServerDialer dialer, ConnectGate gate, ICredentialsSource credentials, IProtocolLogSink log, IOptions<ImapOptions> options, TimeProvider time)
{
    /// <summary>Whose settings are only tried out: nothing is logged of it.</summary>
    private static readonly AccountId Nobody = AccountId.Parse("-");

    /// <param name="account">Whom the authentication server is asked about. Null while settings are tried out that name their own credentials.</param>
    /// <exception cref="Exception">Whatever went wrong, untranslated: see <see cref="MailServerErrors"/>.</exception>
    public Task<SubmissionClient> OpenAsync(AccountId? account, ServerEndpoint endpoint, CancellationToken cancellationToken) =>
        credentials.LogInAsync(account, endpoint, "smtp", login => OpenAsync(account, endpoint, login, cancellationToken), cancellationToken);

    private async Task<SubmissionClient> OpenAsync(AccountId? account, ServerEndpoint endpoint, Credentials login, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slot = await gate.EnterAsync(endpoint.Host, cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(options.Value.ConnectTimeoutSeconds));
        SubmissionClient? client = null;
        try
        {
            client = await ConnectAsync(account, endpoint, deadline.Token);
            await AuthenticateAsync(client, login, deadline.Token);
            return client;
        }
        catch (Exception exception)
        {
            client?.Dispose();
            // However the server's silence shows, in a TLS handshake for one.
            if (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                throw new TimeoutException($"{endpoint.Host}:{endpoint.Port} did not complete the log-in within {options.Value.ConnectTimeoutSeconds} s.", exception);
            throw;
        }
    }

    private async Task<SubmissionClient> HandshakeAsync(AccountId? account, ServerEndpoint endpoint, Socket socket, SecureSocketOptions security, CancellationToken cancellationToken)
    {
        var conversation = new SmtpConversation(account is null ? null : log);
        var client = new SubmissionClient(conversation, new SmtpGuard(account ?? Nobody, conversation, time), socket);
        try
        {
            TransportSecurity.Configure(client, endpoint.Tls);
            // The default would name this machine to the server.
            client.LocalDomain = "localhost";
            await client.ConnectAsync(socket, endpoint.Host, endpoint.Port, security, cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            socket.Dispose();
            throw;
        }
    }

    private async Task<SubmissionClient> ConnectAsync(AccountId? account, ServerEndpoint endpoint, CancellationToken cancellationToken)
    {
        var socket = await dialer.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
        if (!TransportSecurity.MayBePlain(endpoint, socket.RemoteEndPoint, options.Value.AllowPlaintext))
            return await HandshakeAsync(account, endpoint, socket, TransportSecurity.Required(endpoint), cancellationToken);

        var plain = await HandshakeAsync(account, endpoint, socket, SecureSocketOptions.None, cancellationToken);
        if (!plain.Capabilities.HasFlag(SmtpCapabilities.StartTLS))
            return plain;
        plain.Dispose();
        socket = await dialer.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
        return await HandshakeAsync(account, endpoint, socket, SecureSocketOptions.StartTls, cancellationToken);
    }

    private static async Task AuthenticateAsync(SubmissionClient client, Credentials login, CancellationToken cancellationToken)
    {
        // A server that offers no AUTH takes mail without a log-in: a relay on the own network.
        if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
            return;
        var mechanism = LoginMechanism.Choose(login, client.AuthenticationMechanisms)
            ?? throw LoginMechanism.NotOffered("The server offers no log-in mechanism that we know.");
        try
        {
            await client.AuthenticateAsync(mechanism, cancellationToken);
        }
        catch (AuthenticationException refused) when (client.Conversation.LastReply is { IsPermanent: false } undecided)
        {
            // 454 and 421 ask to come again; the others are no answers to AUTH (RFC 4954 §6). The credentials may be right.
            throw new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, (SmtpStatusCode)undecided.Code, $"{undecided.EnhancedCode} {undecided.Text}".Trim(), refused);
        }
    }
}
