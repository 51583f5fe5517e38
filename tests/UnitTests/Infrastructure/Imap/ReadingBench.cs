using System.Net.Sockets;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Metrics;
using ImapApi.Infrastructure.Mime;
using ImapApi.TestKit.Imap;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.Imap;

/// <summary>The message store on a scripted server, with the simplest worker: one connection, made anew when an operation has cost it.</summary>
internal sealed class ReadingBench : IAccountWorkers, IMailboxNumbers, IProtocolLogSink, IAsyncDisposable
{
    public static readonly AccountId Account = AccountId.Parse("example");

    private readonly AccountMailboxes _mailboxes;
    private ImapConnection? _connection;

    public ReadingBench(ScriptedImapOptions? options = null, long cacheBytes = 1 << 20)
    {
        Server = ScriptedImapServer.Start(options);
        Outlines = new OutlineCache(Options.Create(new ImapOptions { CacheBytes = cacheBytes }));
        Store = new ImapMessageStore(this, Originals);
        _mailboxes = new AccountMailboxes(Account, new OwnershipEpoch(1, 1), this);
    }

    public ScriptedImapServer Server { get; }

    public OutlineCache Outlines { get; }

    public KnownOriginals Originals { get; } = new();

    public ImapMessageStore Store { get; }

    /// <summary>Commands since the mailbox was selected, without their tags.</summary>
    public IReadOnlyList<string> Wire =>
        [.. Server.Commands.Where(command => command.Verb is "FETCH" or "SEARCH" or "STORE" or "EXPUNGE" or "MOVE" or "COPY").Select(command => $"{command.FullVerb} {command.Arguments}")];

    public static MessageId Id(uint uid) => new(new MailboxNumber(1), new Uid(uid));

    public Task<MessagePage> ListAsync(int page = 0, int pageSize = 20, MessageSearch? search = null) =>
        Store.ListAsync(Account, MailboxPath.Inbox, new PageRequest(page, pageSize), search, CancellationToken.None);

    public Task<MessagePage> ListAsync(string cursor, int pageSize = 20, MessageSearch? search = null) =>
        Store.ListAsync(Account, MailboxPath.Inbox, new PageRequest(0, pageSize) { Cursor = PageCursor.TryParse(cursor, out var at) ? at : null }, search, CancellationToken.None);

    /// <summary>The server tells which messages have gone, by the sequence numbers they had when they did, and how many there are.</summary>
    public async Task ExpungedAsync(IEnumerable<int> sequenceNumbers)
    {
        Server.On("NOOP", async (_, reply) =>
        {
            foreach (var number in sequenceNumbers)
                await reply.LineAsync($"* {number} EXPUNGE");
            await reply.LineAsync($"* {Server.Inbox.Exists} EXISTS");
            await reply.OkAsync();
        });
        await (await ConnectAsync()).NoopAsync(CancellationToken.None);
    }

    /// <summary>Selects INBOX, so that ids of its messages mean something.</summary>
    public async Task<ReadingBench> OpenAsync()
    {
        await (await ConnectAsync()).SelectAsync(MailboxTarget.Read(MailboxPath.Inbox), CancellationToken.None);
        return this;
    }

    public async Task<TResult> RunAsync<TResult>(AccountId account, IImapOperation<TResult> operation, CancellationToken cancellationToken)
    {
        while (true)
        {
            var connection = await ConnectAsync();
            try
            {
                await connection.SelectAsync(operation.Target, cancellationToken);
                connection.Guard.BeginCommand(connection.Selected?.Folder.Count ?? 0);
                return await operation.RunAsync(connection, cancellationToken);
            }
            catch (ImapCommandException refused)
            {
                throw ImapErrors.Translate(refused, account, new ImapRequest<TResult>(operation), violation: null);
            }
            catch (Exception exception) when (!ImapErrors.LeavesConnectionUsable(exception) && operation is IIsolatesPoison poisonable && poisonable.TryRecover(exception))
            {
                // On a new connection then, as the worker does.
                connection.Dispose();
                _connection = null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        await Server.DisposeAsync();
    }

    Task<IReadOnlyDictionary<MailboxNumber, MailboxIdentity>> IMailboxNumbers.LoadAsync(AccountId account, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<MailboxNumber, MailboxIdentity>>(new Dictionary<MailboxNumber, MailboxIdentity>
        {
            [new MailboxNumber(1)] = new("", "", MailboxPath.Inbox, 1),
            [new MailboxNumber(2)] = new("", "", MailboxPath.Parse("Trash"), 1),
            [new MailboxNumber(3)] = new("", "", MailboxPath.Parse("Outgoing"), 1),
        });

    Task<MailboxNumber> IMailboxNumbers.AllotAsync(AccountId account, MailboxIdentity mailbox, OwnershipEpoch epoch, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"{mailbox} is not in the script.");

    Task IMailboxNumbers.MoveAsync(AccountId account, IReadOnlyList<MailboxMove> moves, OwnershipEpoch epoch, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing is renamed in the script.");

    bool IProtocolLogSink.IsOn(AccountId account) => false;

    void IProtocolLogSink.Append(AccountId account, ProtocolLogLine line)
    {
    }

    private async Task<ImapConnection> ConnectAsync()
    {
        if (_connection is { Client.IsConnected: true })
            return _connection;
        _connection?.Dispose();
        var guard = new ImapGuard(GuardLimits.Default, TimeProvider.System, Account, 1, this, new ImapApiMetrics(Prometheus.Metrics.NewCustomRegistry()));
        var client = new PoolingImapClient(guard);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(Server.Host, Server.Port);
        var wire = new SharedWire(new NetworkStream(socket, ownsSocket: true));
        await client.ConnectAsync(wire, Server.Host, Server.Port, SecureSocketOptions.None);
        await client.AuthenticateAsync("bob", "secret");
        await _mailboxes.LoadAsync("", "", CancellationToken.None);
        return _connection = new ImapConnection(Account, new ImapLink(client, guard, "localhost", new ServerQuirks()) { Wire = wire }, _mailboxes, Outlines, TimeSpan.FromMinutes(1), TimeProvider.System);
    }
}
