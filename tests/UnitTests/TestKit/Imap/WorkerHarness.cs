using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.MailServers;
using ImapApi.Infrastructure.Metrics;
using ImapApi.TestKit.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ImapApi.TestKit.Imap;

/// <summary>One account's worker against a scripted server, with nothing else of the program around it.</summary>
internal sealed class WorkerHarness : IAsyncDisposable
{
    public static readonly AccountId Id = AccountId.Parse("example");

    private readonly ConnectGate _gate;

    public WorkerHarness(ScriptedImapServer server, Action<ImapOptions>? configure = null, TimeProvider? time = null)
    {
        Server = server;
        var options = new ImapOptions();
        configure?.Invoke(options);
        var wrapped = Options.Create(options);
        time ??= TimeProvider.System;
        _gate = new ConnectGate(wrapped, time);
        var metrics = new ImapApiMetrics(Prometheus.Metrics.NewCustomRegistry());
        var connector = new ImapConnector(new MailServerDialer(), _gate, new StoredCredentials(), Log, metrics, wrapped, time);
        var services = new WorkerServices(Accounts, new InMemoryMailboxNumbers(), connector, new OutlineCache(wrapped), wrapped, time, metrics, NullLogger<AccountWorker>.Instance);
        Worker = new AccountWorker(Id, new OwnershipEpoch(1, 1), services);
    }

    public ScriptedImapServer Server { get; }

    public InMemoryAccountStore Accounts { get; } = new();

    public RecordingLogSink Log { get; } = new();

    public AccountWorker Worker { get; }

    /// <summary>Registers the account with the scripted server's address and starts its worker.</summary>
    public async Task StartAsync(string password = "secret", bool secure = false)
    {
        var endpoint = new ServerEndpoint(Server.Host, Server.Port, secure, new TlsPolicy(RejectUnauthorized: false), new Credentials.Password("user", password));
        await Accounts.SaveAsync(new Account(Id, "Example", endpoint, null), CancellationToken.None);
        Worker.Start();
    }

    public Task<MessagePage> ListAsync(string path = "INBOX", int pageSize = 20, CancellationToken cancellationToken = default) =>
        Worker.RunAsync(new FetchMessagePage(MailboxTarget.Read(MailboxPath.Parse(path)), new PageRequest(0, pageSize)), cancellationToken);

    public Task WaitForStateAsync(AccountState state) => WaitForAsync(status => status.State == state, $"state {state}");

    public async Task WaitForAsync(Func<AccountStatus, bool> condition, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
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
    }
}
