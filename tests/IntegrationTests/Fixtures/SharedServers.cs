using System.Collections.Concurrent;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// The servers that tests use together: one program for each store, one Dovecot for each profile, started when first asked for.
/// Every test has accounts of its own. What kills or misconfigures starts its own.
/// </summary>
public sealed class SharedServers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DovecotProfile, Lazy<Task<DovecotServer>>> _mailServers = new();
    private readonly ConcurrentDictionary<StoreKind, Lazy<Task<ApiProcess>>> _programs = new();
    private readonly Lazy<Task<RedisServer>> _redis = new(async () =>
    {
        var redis = new RedisServer();
        await redis.StartAsync();
        return redis;
    });

    private readonly Lazy<Task<PostfixServer>> _postfix;
    private int _users;
    private int _databases;

    public SharedServers() => _postfix = new(async () => await PostfixServer.StartAsync(await DovecotAsync()));

    public Task<DovecotServer> DovecotAsync(DovecotProfile profile = DovecotProfile.Full) =>
        _mailServers.GetOrAdd(profile, p => new Lazy<Task<DovecotServer>>(() => DovecotServer.StartAsync(p))).Value;

    /// <summary>Delivers to the Dovecot of <see cref="DovecotProfile.Full"/>.</summary>
    public Task<PostfixServer> PostfixAsync() => _postfix.Value;

    public Task<ApiProcess> ApiAsync(StoreKind store = StoreKind.Sqlite) =>
        _programs.GetOrAdd(store, s => new Lazy<Task<ApiProcess>>(() => NewApiAsync(s))).Value;

    /// <summary>A program for one test alone, which ends it.</summary>
    public async Task<ApiProcess> NewApiAsync(StoreKind store) => store == StoreKind.Sqlite
        ? await ApiProcess.StartAsync()
        : await ApiProcess.StartAsync("--dbs:redis", (await _redis.Value).Address(Interlocked.Increment(ref _databases)));

    /// <summary>A user that no other test has.</summary>
    public string NewUser() => $"user{Interlocked.Increment(ref _users)}";

    /// <summary>A user with mail, registered and connected.</summary>
    public async Task<TestAccount> AccountAsync(DovecotProfile profile = DovecotProfile.Full, StoreKind store = StoreKind.Sqlite, Action<Maildir>? fill = null)
    {
        var api = await ApiAsync(store);
        return await AccountAsync(api.Client, await DovecotAsync(profile), fill);
    }

    public async Task<TestAccount> AccountAsync(ApiClient api, DovecotServer server, Action<Maildir>? fill = null, int? port = null)
    {
        var account = new TestAccount(api, server, NewUser());
        fill?.Invoke(account.Mail);
        await api.RegisterAsync(account.Id, Registration.Imap(port ?? server.Port, account.Id));
        await api.UntilAsync(account.Id, "connected");
        return account;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs.Values)
            await (await program.Value).DisposeAsync();
        if (_postfix.IsValueCreated)
            await (await _postfix.Value).DisposeAsync();
        foreach (var server in _mailServers.Values)
            await (await server.Value).DisposeAsync();
        if (_redis.IsValueCreated)
            await (await _redis.Value).DisposeAsync();
    }
}
