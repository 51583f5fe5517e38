using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.MailServers;
using ImapApi.Infrastructure.Metrics;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;
using ImapApi.Infrastructure.Storage.Sqlite;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Outbox;
using ImapApi.TestKit.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ImapApi.TestKit.Imap;

/// <summary>One account's worker against a scripted server, with nothing else of the program around it.</summary>
internal sealed class WorkerHarness : IAsyncDisposable
{
    public static readonly AccountId Id = AccountId.Parse("example");

    private static readonly OwnershipEpoch Epoch = new(1, 1);

    private readonly ConnectGate _gate;
    private readonly TempDirectory _directory = new();
    private readonly SqliteStore _store;
    private readonly Partitions _partitions = new(1);

    public WorkerHarness(
        ScriptedImapServer server, Action<ImapOptions>? configure = null, TimeProvider? time = null, ICredentialsSource? credentials = null, ILogger<AccountWorker>? logger = null)
    {
        Server = server;
        var options = new ImapOptions();
        configure?.Invoke(options);
        var wrapped = Options.Create(options);
        time ??= TimeProvider.System;
        _gate = new ConnectGate(wrapped, time);
        var metrics = new ImapApiMetrics(Prometheus.Metrics.NewCustomRegistry());
        var connector = new ImapConnector(new MailServerDialer(), _gate, credentials ?? new FixedCredentials(), Log, metrics, wrapped, time);
        _store = new SqliteStore(_directory["store.db"]);
        Failing = new FailingStore(_store);
        Store = new CountingStore(Failing);
        Events = new EventLog(Store, _partitions, Told, Hub, metrics, Options.Create(new EventOptions()), time);
        var services = new WorkerServices(
            Accounts,
            new InMemoryMailboxNumbers(),
            connector,
            new OutlineCache(wrapped),
            new AccountJournals(Store, _partitions, Events),
            Originals,
            wrapped,
            time,
            metrics,
            Costs,
            logger ?? NullLogger<AccountWorker>.Instance);
        Worker = new AccountWorker(Id, Epoch, services);
        Told.Follow(Hub);
    }

    public ScriptedImapServer Server { get; }

    public InMemoryAccountStore Accounts { get; } = new();

    public RecordingLogSink Log { get; } = new();

    public CallCosts Costs { get; } = new();

    public AccountWorker Worker { get; }

    public KnownOriginals Originals { get; } = new();

    public EventHub Hub { get; } = new();

    /// <summary>What was told.</summary>
    public ToldChanges Told { get; } = new();

    public EventLog Events { get; }

    public FailingStore Failing { get; }

    public CountingStore Store { get; }

    /// <summary>Registers the account with the scripted server's address and starts its worker.</summary>
    public async Task StartAsync(string password = "secret", bool secure = false)
    {
        var endpoint = new ServerEndpoint(Server.Host, Server.Port, secure, new TlsPolicy(RejectUnauthorized: false), new Credentials.Password("user", password));
        await Accounts.SaveAsync(new Account(Id, "Example", endpoint, null), CancellationToken.None);
        await _store.InspectAsync(CancellationToken.None);
        _store.Admit(await _store.CreateAsync(new StoreIdentity("harness", _partitions.Count, StoreIdentity.CurrentFormat), CancellationToken.None));
        await _store.ApplyAsync(new Batch(_partitions.Of(Id)).Put(AccountKeys.Owner(_partitions.Of(Id), Id), AccountKeys.ToBytes(Epoch)), CancellationToken.None);
        Worker.Start();
    }

    /// <summary>Starts, and returns when all mailboxes were seen once and the worker idles. What the server has seen until then is forgotten.</summary>
    public async Task StartSettledAsync()
    {
        await StartAsync();
        await Told.WaitForAsync<Change.AccountInitialized>();
        await Server.WaitForIdleAsync();
        Server.Commands.Forget();
    }

    public Task<MessagePage> ListAsync(string path = "INBOX", int pageSize = 20, CancellationToken cancellationToken = default) =>
        Worker.RunAsync(new FetchMessagePage(MailboxTarget.Read(MailboxPath.Parse(path)), new PageRequest(0, pageSize)), cancellationToken);

    public Task WaitForStateAsync(AccountState state) => WaitForAsync(status => status.State == state, $"state {state}");

    public async Task WaitForAsync(Func<AccountStatus, bool> condition, string what)
    {
        using var patience = new CancellationTokenSource(Pulse.Patience);
        while (!condition(Worker.Status))
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Waited for {what}; the status is {Worker.Status}.");
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        _gate.Dispose();
        await _store.DisposeAsync();
        _directory.Dispose();
    }
}
