using ImapApi.Application.Errors;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ImapApi.Infrastructure.Storage.Redis;

/// <summary>The store in Redis, alone or as a cluster.</summary>
internal sealed partial class RedisStore(string address, ILogger<RedisStore> logger) : IStoreDriver, IAsyncDisposable
{
    /// <summary>A script, because Redis answers the question for a stream that was never written to with an error.</summary>
    private const string LogEnd = """
        if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
        local facts = redis.call('XINFO', 'STREAM', KEYS[1])
        for i = 1, #facts, 2 do
            if facts[i] == 'last-generated-id' then return tonumber(string.sub(facts[i + 1], 3)) end
        end
        """;

    private ConnectionMultiplexer? _redis;
    private volatile string? _storeId;
    private bool _warned;

    public event EventHandler? Lost;

    public string Location { get; private set; } = "in Redis";

    private IDatabase Database => _redis!.GetDatabase();

    public async Task<StoreIdentity?> InspectAsync(CancellationToken cancellationToken)
    {
        await ConnectAsync(cancellationToken);
        if (!_redis!.IsConnected)
            throw Away(innerException: null);
        var durable = await TryAsync(() => RedisChecks.CheckAsync(_redis));
        if (!durable && !_warned)
            LogNotDurable(Location);
        _warned |= !durable;

        var identity = await ReadIdentityAsync();
        if (identity is null || !await HasMarkerAsync(Partition.Global, identity.Id))
            return null; // Empty, or its making was cut short and is repeated.
        var marked = await Task.WhenAll(new Partitions(identity.Partitions).All.Select(partition => HasMarkerAsync(partition, identity.Id)));
        return marked.All(found => found)
            ? identity
            : throw new StartupException($"The store {Location} has lost {marked.Count(found => !found)} of its {identity.Partitions} partitions; restore it from a backup.");
    }

    public async Task<StoreIdentity> CreateAsync(StoreIdentity identity, CancellationToken cancellationToken)
    {
        await TryAsync(() => Database.StringSetAsync(RedisKeys.Identity, identity.ToBytes(), when: When.NotExists));
        var actual = await ReadIdentityAsync() ?? throw Away(innerException: null);
        await Task.WhenAll(new Partitions(actual.Partitions).All.Select(MarkAsync));
        await MarkAsync(Partition.Global); // Last: it says that all the others stand.
        return actual;

        Task<bool> MarkAsync(Partition partition) => TryAsync(() => Database.StringSetAsync(RedisKeys.Marker(partition), actual.Id, when: When.NotExists));
    }

    public void Admit(StoreIdentity identity) => _storeId = identity.Id;

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(database => database.StringGetAsync(RedisKeys.Marker(Partition.Global)), value => value == _storeId, cancellationToken))
            throw NotOurs();
    }

    public Task<byte[]?> GetAsync(DocumentKey key, CancellationToken cancellationToken) =>
        ReadAsync(database => database.HashGetAsync(RedisKeys.Collection(key.Partition, key.Collection), key.Id), value => (byte[]?)value, cancellationToken);

    public Task<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<DocumentKey> keys, CancellationToken cancellationToken) =>
        ReadAsync<RedisValue[], IReadOnlyList<byte[]?>>(
            database => ReadManyAsync(database, keys),
            values => Array.ConvertAll(values, value => (byte[]?)value),
            cancellationToken);

    public Task<IReadOnlyList<Document>> ListAsync(Partition partition, string collection, CancellationToken cancellationToken) =>
        ReadAsync<HashEntry[], IReadOnlyList<Document>>(
            database => database.HashGetAllAsync(RedisKeys.Collection(partition, collection)),
            entries => Array.ConvertAll(entries, entry => new Document(entry.Name!, (byte[])entry.Value!)),
            cancellationToken);

    public Task<IReadOnlyList<string>> ListIdsAsync(Partition partition, string collection, CancellationToken cancellationToken) =>
        ReadAsync<RedisValue[], IReadOnlyList<string>>(
            database => database.HashKeysAsync(RedisKeys.Collection(partition, collection)), names => Array.ConvertAll(names, name => (string)name!), cancellationToken);

    public Task<IReadOnlyList<LogEntry>> RangeAsync(Partition partition, string log, long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync<StreamEntry[], IReadOnlyList<LogEntry>>(
            database => database.StreamRangeAsync(RedisKeys.Log(partition, log), RedisBatch.EntryId(after + 1), maxId: null, limit),
            entries => Array.ConvertAll(entries, entry => new LogEntry(long.Parse(entry.Id.ToString().AsSpan(2)), (byte[])entry.Values[0].Value!)),
            cancellationToken);

    public Task<IReadOnlyList<long>> EndsAsync(IReadOnlyList<Partition> partitions, string log, CancellationToken cancellationToken) =>
        ReadAsync<RedisResult[], IReadOnlyList<long>>(
            database => Task.WhenAll(partitions.Select(partition => database.ScriptEvaluateAsync(LogEnd, [RedisKeys.Log(partition, log)]))),
            ends => Array.ConvertAll(ends, end => (long)end),
            cancellationToken);

    public Task<IReadOnlyList<DueEntry>> DueAsync(Partition partition, string queue, DateTimeOffset time, int limit, CancellationToken cancellationToken) =>
        ReadAsync<SortedSetEntry[], IReadOnlyList<DueEntry>>(
            database => database.SortedSetRangeByScoreWithScoresAsync(RedisKeys.Queue(partition, queue), stop: time.ToUnixTimeMilliseconds(), take: limit),
            entries => Array.ConvertAll(entries, entry => new DueEntry(entry.Element!, DateTimeOffset.FromUnixTimeMilliseconds((long)entry.Score))),
            cancellationToken);

    public async Task<BatchOutcome> ApplyAsync(Batch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var script = new RedisBatch(batch, _storeId ?? throw Away(innerException: null));

        // The client sends the script's hash alone once the server knows it, and the text again when the server has forgotten it.
        var answer = await TryAsync(() => Database.ScriptEvaluateAsync(RedisBatch.Script, script.Keys, script.Arguments));
        return RedisBatch.Read((long[])answer!) ?? throw NotOurs();
    }

    /// <summary>Documents of one collection are read by one command, and so at one moment.</summary>
    private static Task<RedisValue[]> ReadManyAsync(IDatabase database, IReadOnlyList<DocumentKey> keys) =>
        keys is [var first, ..] && keys.All(key => key.Partition == first.Partition && key.Collection == first.Collection)
            ? database.HashGetAsync(RedisKeys.Collection(first.Partition, first.Collection), [.. keys.Select(key => (RedisValue)key.Id)])
            : Task.WhenAll(keys.Select(key => database.HashGetAsync(RedisKeys.Collection(key.Partition, key.Collection), key.Id)));

    public async ValueTask DisposeAsync()
    {
        if (_redis is { } redis)
            await redis.DisposeAsync();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_redis is not null)
            return;
        var options = RedisAddress.Parse(address);
        Location = $"in Redis at {string.Join(", ", options.EndPoints.Select(endpoint => endpoint.ToString()!.Replace("Unspecified/", "", StringComparison.Ordinal)))}";
        _redis = await TryAsync(() => ConnectionMultiplexer.ConnectAsync(options).WaitAsync(cancellationToken));

        // What answers after a reconnect may be another store, or an emptied one: nothing is read or written until that is known.
        _redis.ConnectionFailed += (_, _) => Lose();
    }

    private async Task<StoreIdentity?> ReadIdentityAsync() =>
        await TryAsync(() => Database.StringGetAsync(RedisKeys.Identity)) is { IsNull: false } value ? StoreIdentity.FromBytes((byte[])value!) : null;

    private async Task<bool> HasMarkerAsync(Partition partition, string id) => await TryAsync(() => Database.StringGetAsync(RedisKeys.Marker(partition))) == id;

    private async Task<TResult> ReadAsync<T, TResult>(Func<IDatabase, Task<T>> read, Func<T, TResult> map, CancellationToken cancellationToken)
    {
        if (_storeId is null)
            throw Away(innerException: null);
        return map(await TryAsync(() => read(Database).WaitAsync(cancellationToken)));
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RedisConnectionException exception) when (exception.FailureType == ConnectionFailureType.AuthenticationFailure)
        {
            throw new StoreUnavailableException($"The store {Location} refuses the user or password of dbs.redis.", exception);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            throw Away(exception);
        }
    }

    private StoreUnavailableException Away(Exception? innerException) =>
        new(innerException is null or RedisConnectionException ? $"The store {Location} cannot be reached." : $"The store {Location} does not answer: {innerException.Message}", innerException);

    private StoreUnavailableException NotOurs()
    {
        Lose();
        return new StoreUnavailableException($"The store {Location} has been emptied or replaced.");
    }

    private void Lose()
    {
        if (Interlocked.Exchange(ref _storeId, null) is not null)
            Lost?.Invoke(this, EventArgs.Empty);
    }

    [LoggerMessage(LogLevel.Warning, "The store {Location} keeps no append-only file and loses its latest writes when it dies; set 'appendonly yes' there")]
    private partial void LogNotDurable(string location);
}
