using System.Collections.Concurrent;
using System.Net.Sockets;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.MailServers;
using ImapApi.Infrastructure.Metrics;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>Opens guarded, authenticated connections: TCP, TLS as the account demands, one log-in with one mechanism.</summary>
internal sealed class ImapConnector(
    MailServerDialer dialer,
    ConnectGate gate,
    ICredentialsSource credentials,
    IProtocolLogSink log,
    ImapApiMetrics metrics,
    IOptions<ImapOptions> options,
    TimeProvider time)
{
    private static readonly ImapImplementation Identity = new() { Name = "ImapApi", Vendor = "ImapApi", SupportUrl = "https://github.com/imapapi/imapapi" };

    private readonly ConcurrentDictionary<(string Host, int Port), ServerQuirks> _quirks = new();
    private long _connections;

    /// <exception cref="Exception">Whatever went wrong, untranslated: see <see cref="MailServerErrors"/>.</exception>
    public Task<ImapLink> OpenAsync(AccountId account, ServerEndpoint endpoint, CancellationToken cancellationToken) =>
        credentials.LogInAsync(account, endpoint, "imap", login => OpenAsync(account, endpoint, login, cancellationToken), cancellationToken);

    /// <summary>The same for settings that are only being tried out: nothing is logged.</summary>
    /// <param name="asked">Whom the authentication server is asked about.</param>
    public Task<ImapLink> TryOutAsync(AccountId? asked, ServerEndpoint endpoint, CancellationToken cancellationToken) =>
        credentials.LogInAsync(asked, endpoint, "imap", login => OpenAsync(null, endpoint, login, cancellationToken), cancellationToken);

    private async Task<ImapLink> OpenAsync(AccountId? account, ServerEndpoint endpoint, Credentials login, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slot = await gate.EnterAsync(endpoint.Host, cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(options.Value.ConnectTimeoutSeconds));
        ImapLink? link = null;
        try
        {
            link = await ConnectAsync(account, endpoint, deadline.Token);
            await AuthenticateAsync(link, login, deadline.Token);
            return link;
        }
        catch (Exception exception)
        {
            var cause = link?.Guard.Explain(exception) ?? exception;
            link?.Dispose();
            if (cause != exception)
                throw cause;
            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new TimeoutException($"{endpoint.Host}:{endpoint.Port} did not complete the log-in within {options.Value.ConnectTimeoutSeconds} s.", exception);
            throw;
        }
    }

    private async Task<ImapLink> ConnectAsync(AccountId? account, ServerEndpoint endpoint, CancellationToken cancellationToken)
    {
        var socket = await dialer.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
        if (!TransportSecurity.MayBePlain(endpoint, socket.RemoteEndPoint, options.Value.AllowPlaintext))
            return await HandshakeAsync(account, endpoint, socket, TransportSecurity.Required(endpoint), cancellationToken);

        var plain = await HandshakeAsync(account, endpoint, socket, SecureSocketOptions.None, cancellationToken);
        if (!plain.Client.Capabilities.HasFlag(ImapCapabilities.StartTLS))
            return plain;
        plain.Dispose();
        socket = await dialer.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
        return await HandshakeAsync(account, endpoint, socket, SecureSocketOptions.StartTls, cancellationToken);
    }

    private async Task<ImapLink> HandshakeAsync(AccountId? account, ServerEndpoint endpoint, Socket socket, SecureSocketOptions security, CancellationToken cancellationToken)
    {
        var guard = new ImapGuard(GuardLimits.Default, time, account, Interlocked.Increment(ref _connections), log, metrics);
        var link = new ImapLink(new PoolingImapClient(guard), guard, endpoint.Host, _quirks.GetOrAdd((endpoint.Host, endpoint.Port), _ => new ServerQuirks()));
        try
        {
            TransportSecurity.Configure(link.Client, endpoint.Tls);
            if (security != SecureSocketOptions.StartTls)
            {
                link.Wire = new SharedWire(await TransportSecurity.OpenAsync(socket, endpoint, security == SecureSocketOptions.SslOnConnect, cancellationToken));
                await link.Client.ConnectAsync(link.Wire, endpoint.Host, endpoint.Port, SecureSocketOptions.None, cancellationToken);
            }
            else
            {
                await link.Client.ConnectAsync(socket, endpoint.Host, endpoint.Port, security, cancellationToken);
            }

            if (link.Client.IsAuthenticated && security == SecureSocketOptions.StartTls)
                throw new ImapProtocolException("The server sent a PREAUTH greeting where TLS is required first.");
            return link;
        }
        catch (Exception exception)
        {
            var cause = guard.Explain(exception);
            link.Dispose();
            socket.Dispose();
            if (cause != exception)
                throw cause;
            throw;
        }
    }

    private static async Task LogInAsync(ImapLink link, Credentials login, CancellationToken cancellationToken)
    {
        var client = link.Client;
        var words = link.Guard.RefusalWords = new RefusalWords();
        try
        {
            if (LoginMechanism.Choose(login, client.AuthenticationMechanisms) is { } mechanism)
            {
                await client.AuthenticateAsync(mechanism, cancellationToken);
            }
            else if (login is Credentials.Password password)
            {
                client.AuthenticationMechanisms.Clear();
                await client.AuthenticateAsync(password.UserName, password.Secret, cancellationToken);
            }
        }
        catch (AuthenticationException refused) when (words.Text is not null)
        {
            throw new AuthenticationException(words.Text, refused);
        }
        finally
        {
            link.Guard.RefusalWords = null;
        }
    }

    private static async Task AuthenticateAsync(ImapLink link, Credentials login, CancellationToken cancellationToken)
    {
        var client = link.Client;
        link.User = login.User ?? "";
        if (!client.IsAuthenticated)
            await LogInAsync(link, login, cancellationToken);
        // Some servers (163.com, QQ) serve nothing to clients that do not name themselves.
        if (client.Capabilities.HasFlag(ImapCapabilities.Id))
            await client.IdentifyAsync(Identity, cancellationToken);
    }
}
