using System.Collections.Concurrent;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// The servers that tests use together: one program for each store, one Dovecot for each profile, one Cyrus, one Courier, started when first asked for.
/// Every test has accounts of its own. What kills or misconfigures starts its own.
/// </summary>
public sealed class SharedServers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<DovecotProfile, Lazy<Task<DovecotServer>>> _mailServers = new();
    private readonly Lazy<Task<CyrusServer>> _cyrus = new(CyrusServer.StartAsync);
    private readonly Lazy<Task<CourierServer>> _courier = new(CourierServer.StartAsync);
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

    public Task<CyrusServer> CyrusAsync() => _cyrus.Value;

    public Task<CourierServer> CourierAsync() => _courier.Value;

    public async Task<IMailServer> MailServerAsync(MailServerKind kind) => kind switch
    {
        MailServerKind.DovecotFull => await DovecotAsync(),
        MailServerKind.DovecotCondstore => await DovecotAsync(DovecotProfile.CondstoreOnly),
        MailServerKind.DovecotPlain => await DovecotAsync(DovecotProfile.Plain),
        MailServerKind.DovecotNoIdle => await DovecotAsync(DovecotProfile.NoIdle),
        MailServerKind.DovecotPrefixed => await DovecotAsync(DovecotProfile.Prefixed),
        MailServerKind.Cyrus => await CyrusAsync(),
        MailServerKind.Courier => await CourierAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public Task<ApiProcess> ApiAsync(StoreKind store = StoreKind.Sqlite) =>
        _programs.GetOrAdd(store, s => new Lazy<Task<ApiProcess>>(() => NewApiAsync(s))).Value;

    /// <summary>A program for one test alone, which ends it.</summary>
    public async Task<ApiProcess> NewApiAsync(StoreKind store, params string[] arguments) => store == StoreKind.Sqlite
        ? await ApiProcess.StartAsync(arguments)
        : await ApiProcess.StartAsync(["--dbs:redis", await NewDatabaseAsync(), .. arguments]);

    /// <summary>The address of an empty database in Redis.</summary>
    public async Task<string> NewDatabaseAsync() => (await _redis.Value).Address(Interlocked.Increment(ref _databases));

    /// <summary>The same, not started yet.</summary>
    public async Task<ApiProcess> PrepareApiAsync(StoreKind store, params string[] arguments) =>
        ApiProcess.Prepare(store == StoreKind.Sqlite ? arguments : ["--dbs:redis", (await _redis.Value).Address(Interlocked.Increment(ref _databases)), .. arguments]);

    /// <summary>A user that no other test has.</summary>
    public string NewUser() => $"user{Interlocked.Increment(ref _users)}";

    /// <summary>A user with mail, registered and connected.</summary>
    public async Task<TestAccount> AccountAsync(DovecotProfile profile = DovecotProfile.Full, StoreKind store = StoreKind.Sqlite, Action<Maildir>? fill = null)
    {
        var api = await ApiAsync(store);
        return await AccountAsync(api.Client, await DovecotAsync(profile), fill);
    }

    public async Task<TestAccount> AccountAsync(ApiClient api, IMailServer server, Action<Maildir>? fill = null, int? port = null)
    {
        var account = new TestAccount(api, server, NewUser());
        fill?.Invoke(account.Mail);
        return await RegisteredAsync(account, port);
    }

    /// <summary>Whose mail was put there over IMAP, on a server whose files are its own affair.</summary>
    public async Task<TestAccount> AccountAsync(ApiClient api, IMailServer server, Func<RawImap, Task> fill)
    {
        var account = new TestAccount(api, server, NewUser());
        await using (var other = await account.ConnectAsync())
            await fill(other);
        return await RegisteredAsync(account);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs.Values)
            await (await program.Value).DisposeAsync();
        if (_postfix.IsValueCreated)
            await (await _postfix.Value).DisposeAsync();
        foreach (var server in _mailServers.Values)
            await (await server.Value).DisposeAsync();
        if (_cyrus.IsValueCreated)
            await (await _cyrus.Value).DisposeAsync();
        if (_courier.IsValueCreated)
            await (await _courier.Value).DisposeAsync();
        if (_redis.IsValueCreated)
            await (await _redis.Value).DisposeAsync();
    }

    private static async Task<TestAccount> RegisteredAsync(TestAccount account, int? port = null)
    {
        await account.Api.RegisterAsync(account.Id, Registration.Imap(port ?? account.Server.Port, account.Id));
        await account.Api.UntilAsync(account.Id, "connected");
        return account;
    }
}
