using System.Text;
using ImapApi.Application.Accounts;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Outbox;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.TestKit.Outbox;

/// <summary>The outbox on a real store, with a submission server, a Sent mailbox and a time of the test's own.</summary>
internal sealed class OutboxBench(string redis) : IAsyncDisposable
{
    public const string Fingerprint = "the body";

    private readonly TempDirectory _data = new();
    private StorageHost? _host;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public ScriptedTransport Transport { get; } = new();

    public RecordingEffects Effects { get; } = new();

    public ScriptedSentMail Sent { get; } = new();

    public Account Account { get; } = SampleAccounts.Create();

    public string DataDirectory => _data.Path;

    public StorageHost Host => _host!;

    public IOutbox Outbox => Host.Get<IOutbox>();

    public OutboxRepository Repository => Host.Get<OutboxRepository>();

    public FailingStore Store => (FailingStore)Host.Get<IStore>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts on what is stored; the account is registered, and owned from now on.</summary>
    public async Task<OutboxBench> StartAsync(params (string Key, string Value)[] configuration)
    {
        var values = new Dictionary<string, string?> { ["store:partitions"] = "4", ["outbox:schedule"] = "30s 2m" };
        foreach (var (key, value) in configuration)
            values[key] = value;
        _host = await StorageHost.StartAsync(_data.Path, redis, values, services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.AddSingleton<IStore>(provider => new FailingStore(provider.GetRequiredService<IStoreDriver>()));
            services.AddSingleton<IAccountConnections, OwningConnections>();
            services.AddSingleton<IMailTransport>(Transport);
            services.AddSingleton<IAfterSubmission>(Effects);
            services.AddOutbox();
            services.AddSingleton<ISentMail>(Sent);
        });
        await Host.Get<IAccountStore>().SaveAsync(Account, Token);
        await TakeAsync();
        return this;
    }

    /// <summary>A new owner takes over.</summary>
    public Task TakeAsync() => Host.Get<IAccountConnections>().StartAsync(Account.Id, Token);

    public static ComposedMessage Compose(string id = "<one@example.com>", int size = 500) => new(
        id, "Hello", new SmtpEnvelope("alice@example.com", ["bob@example.com"]), Dsn: null,
        new TextSource(Encoding.ASCII.GetBytes($"Message-ID: {id}\r\n\r\n".PadRight(size, 'x'))));

    public static IdempotentRequest Key(string key, string fingerprint = Fingerprint) => new(IdempotencyKey.TryParse(key, out var parsed) ? parsed : throw new FormatException(key), fingerprint);

    public async Task<OutboxEntry> AddAsync(DateTimeOffset? at = null, MessageReference? reference = null, IdempotentRequest? key = null, ComposedMessage? message = null) =>
        (await Outbox.AddAsync(Account, message ?? Compose(), new SubmissionPlan(at, Queue: true, key, reference), Token)).ShouldNotBeNull();

    public async Task<OutboxEntry> SubmitAsync(IdempotentRequest? key = null, MessageReference? reference = null, ComposedMessage? message = null, CancellationToken? cancellationToken = null)
    {
        var composed = message ?? Compose();
        var entry = (await Outbox.AddAsync(Account, composed, new SubmissionPlan(SendAt: null, Queue: false, key, reference), Token)).ShouldNotBeNull();
        return await Outbox.SendAsync(Account, entry, composed, cancellationToken ?? Token);
    }

    public async Task<OutboxEntry> ReadAsync(QueueId id) => (await Outbox.FindAsync(id, Token)).ShouldNotBeNull();

    /// <summary>The newest entry.</summary>
    public async Task<OutboxEntry> ReadLastAsync() => (await Outbox.ListAsync(Account.Id, state: null, new PageRequest(0, 1), Token)).Entries.ShouldHaveSingleItem();

    /// <summary>Lets time pass until the entry is so.</summary>
    public async Task<OutboxEntry> PassUntilAsync(QueueId id, Func<OutboxEntry, bool> until, TimeSpan? step = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var entry = await ReadAsync(id);
            if (until(entry))
                return entry;
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Time passed, and message {id} is still {entry.State}.");
            Time.Advance(step ?? TimeSpan.FromSeconds(1));
            // The clock is the test's, the threads are not: they get their turn. Nor do days pass while they wait for it, at whose end records are removed.
            await Task.Delay(1, CancellationToken.None);
        }
    }

    public Task<OutboxEntry> PassUntilAsync(QueueId id, OutboxState state) => PassUntilAsync(id, entry => entry.State == state && (state != OutboxState.Sent || !entry.AwaitsEffects));

    /// <summary>The types of the events that tell of messages.</summary>
    public async Task<IReadOnlyList<EventType>> EventsAsync() =>
        [.. (await Host.Get<EventLog>().ReadAsync(Account.Id, 0, 1000, Token)).Select(entry => entry.Type).Where(type => type is EventType.MessageSent or EventType.MessageDeliveryError or EventType.MessageFailed)];

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _data.Dispose();
    }
}
