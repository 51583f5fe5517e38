using System.Collections.Concurrent;
using ImapApi.Application.Accounts;
using ImapApi.Application.Settings;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Settings;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Webhooks;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Webhooks;

/// <summary>The dispatcher on a real store, with a sender and a time of the test's own.</summary>
internal sealed class DispatcherBench : IAsyncDisposable
{
    public const string Url = "http://hooks.example/a";

    private readonly TempDirectory _data = new();
    private readonly HashSet<AccountId> _accounts = [];
    private StorageHost? _host;

    public DispatcherBench() => Sender = new FakeWebhookSender(Time);

    /// <summary>Accounts have to be registered, and can be lost.</summary>
    public bool IsFenced { get; init; }

    /// <summary>Accounts that were found to be another's.</summary>
    public ConcurrentQueue<AccountId> Lost { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public FakeWebhookSender Sender { get; }

    public StorageHost Host => _host!;

    /// <summary>What dispatcher and event log ask the store for.</summary>
    public CountingStore Store { get; private set; } = null!;

    public EventLog Log => Host.Get<EventLog>();

    public IWebhookDeliveries Deliveries => Host.Get<IWebhookDeliveries>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<DispatcherBench> StartAsync(params (string Key, string Value)[] configuration)
    {
        var values = new Dictionary<string, string?> { ["store:partitions"] = "4" };
        foreach (var (key, value) in configuration)
            values[key] = value;
        _host = await StorageHost.StartAsync(_data.Path, configuration: values, services: services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.AddWebhooks();
            if (!IsFenced)
                services.AddSingleton<IOwnership, UnfencedOwnership>();
            services.AddSingleton<IWebhookSender>(Sender);
            services.Decorate<IStore>((inner, _) => Store = new CountingStore(inner));
        });
        // As the supervisor does at every start.
        foreach (var account in _accounts)
            await TakeAsync(account);
        return this;
    }

    public async Task RestartAsync(params (string Key, string Value)[] configuration)
    {
        await Host.DisposeAsync();
        await StartAsync(configuration);
    }

    public Task SetTargetAsync(string url = Url, IReadOnlyList<EventType>? events = null, DateTimeOffset? from = null) =>
        Host.Get<ISettingsStore>().UpdateAsync(settings => settings with { Webhooks = Webhooks(url, events, from) }, Token);

    public async Task RegisterAsync(string id, string? url = null)
    {
        var account = SampleAccounts.Create(id) with { Webhooks = url is null ? WebhookSettings.None : Webhooks(url, events: null, from: null) };
        await Host.Get<IAccountStore>().SaveAsync(account, Token);
        await TakeAsync(account.Id);
    }

    public Task ResumeAsync() => Host.Get<ISettingsStore>().UpdateAsync(
        settings => settings with { Webhooks = settings.Webhooks with { Target = settings.Webhooks.Target! with { Disabled = null } } }, Token);

    /// <summary>The account is this process's, as its grain would have it.</summary>
    public async Task TakeAsync(AccountId account)
    {
        _accounts.Add(account);
        var owned = Host.Get<OwnedAccounts>();
        if (owned.Find(account) is null)
            owned.Take(account, await Host.Get<IOwnership>().TakeAsync(account, Token), () => Lost.Enqueue(account));
    }

    /// <summary>Removes the account from the store, and has its grain end: whichever is seen first.</summary>
    public async Task RemoveAsync(string id, bool endsFirst)
    {
        var (account, owned) = (AccountId.Parse(id), Host.Get<OwnedAccounts>());
        if (endsFirst)
            owned.Drop(account, isRemoved: true);
        await Host.Get<IAccountStore>().RemoveAsync(account, Token);
    }

    public async Task<IReadOnlyList<string>> HappenAsync(string account, int count = 1)
    {
        var id = AccountId.Parse(account);
        await TakeAsync(id);
        var before = (await Log.FindHeadAsync(id, Token))?.Sequence ?? 0;
        await Log.AppendAsync(id, [.. Enumerable.Repeat(new Change.AuthenticationSucceeded("bob"), count)], with: null, Token);
        return [.. (await Log.ReadAsync(id, before, count, Token)).Select(entry => entry.Id.ToString())];
    }

    public Task WaitForPostsAsync(int count) =>
        Sender.Posted.WaitUntilAsync(() => Sender.Posts.Count >= count, $"{count} posts", () => $"There were {Sender.Posts.Count}.");

    /// <summary>Lets time pass until it is so.</summary>
    public async Task PassAsync(TimeSpan step, Func<Task<bool>> until, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await until())
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"Time passed, and still not: {what}. {Sender.Posts.Count} posts.");
            Time.Advance(step);
            // The clock is the test's, the threads are not: they get their turn.
            await Task.Run(() => { }, CancellationToken.None);
        }
    }

    public Task PassUntilPostsAsync(int count, TimeSpan? step = null) => PassAsync(step ?? TimeSpan.FromSeconds(1), () => Task.FromResult(Sender.Posts.Count >= count), $"{count} posts");

    public async Task<IReadOnlyList<WebhookDelivery>> ListAsync() => await Deliveries.ListAsync(account: null, Token);

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _data.Dispose();
    }

    private WebhookSettings Webhooks(string url, IReadOnlyList<EventType>? events, DateTimeOffset? from) =>
        new(new WebhookTarget(Guid.NewGuid().ToString("N"), HttpUrl.Parse(url), from ?? Time.GetUtcNow()), events ?? [], []);
}
