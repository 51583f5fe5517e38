using System.Collections.Concurrent;
using ImapApi.Application.Errors;
using Microsoft.Data.Sqlite;

namespace ImapApi.Infrastructure.Storage.Sqlite;

/// <summary>The embedded store: one SQLite file in the data directory.</summary>
internal sealed class SqliteStore(string path) : IStoreDriver, IAsyncDisposable
{
    private const string IdentityKey = "identity";

    private readonly SqliteDatabase _database = new(path);
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private SqliteConnection? _connection;
    private volatile SqliteWriter? _writer;

    public string Location => $"'{_database.Path}'";

    /// <summary>Never: the file stays open.</summary>
    public event EventHandler? Lost
    {
        add { }
        remove { }
    }

    public static StoreUnavailableException NotOpen() => new("The store is not open.");

    public Task<StoreIdentity?> InspectAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                _connection ??= _database.OpenForWriting();
                return ReadIdentity(_connection);
            }
            catch (SqliteException exception)
            {
                throw new StartupException(
                    $"The database {Location} cannot be opened ({exception.Message}); make sure that it is readable and writable and that the disk has room, or restore it from a backup.",
                    exception);
            }
        },
        cancellationToken);

    public Task<StoreIdentity> CreateAsync(StoreIdentity identity, CancellationToken cancellationToken)
    {
        using var insert = new SqliteStatement(_connection!, "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", 2);
        insert.Execute(IdentityKey, identity.ToBytes());
        return Task.FromResult(ReadIdentity(_connection!)!);
    }

    public void Admit(StoreIdentity identity) => _writer ??= new SqliteWriter(_database, _connection!);

    public Task PingAsync(CancellationToken cancellationToken) => GetAsync(new DocumentKey(Partition.Global, "ping", ""), cancellationToken);

    // One document is some microseconds; lists may be long, so they leave the caller's thread.
    public Task<byte[]?> GetAsync(DocumentKey key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Read(reader => reader.Get(key)));
        }
        catch (StoreUnavailableException exception)
        {
            return Task.FromException<byte[]?>(exception);
        }
    }

    public Task<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<DocumentKey> keys, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<byte[]?>>(() => Read(reader => keys.Select(reader.Get).ToArray()), cancellationToken);

    public Task<IReadOnlyList<Document>> ListAsync(Partition partition, string collection, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<Document>>(() => Read(reader => reader.List(partition, collection)), cancellationToken);

    public Task<IReadOnlyList<string>> ListIdsAsync(Partition partition, string collection, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<string>>(() => Read(reader => reader.ListIds(partition, collection)), cancellationToken);

    public Task<IReadOnlyList<LogEntry>> RangeAsync(Partition partition, string log, long after, int limit, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<LogEntry>>(() => Read(reader => reader.Range(partition, log, after, limit)), cancellationToken);

    public Task<IReadOnlyList<long>> EndsAsync(IReadOnlyList<Partition> partitions, string log, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<long>>(() => Read(reader => partitions.Select(partition => reader.End(partition, log)).ToArray()), cancellationToken);

    public Task<IReadOnlyList<DueEntry>> DueAsync(Partition partition, string queue, DateTimeOffset time, int limit, CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyList<DueEntry>>(() => Read(reader => reader.Due(partition, queue, time, limit)), cancellationToken);

    public Task<BatchOutcome> ApplyAsync(Batch batch, CancellationToken cancellationToken) =>
        _writer?.ApplyAsync(batch, cancellationToken) ?? Task.FromException<BatchOutcome>(NotOpen());

    public async ValueTask DisposeAsync()
    {
        if (_writer is { } writer)
            await writer.DisposeAsync();
        else if (_connection is not null)
            await _connection.DisposeAsync();
        (_writer, _connection) = (null, null);
        while (_readers.TryTake(out var reader))
            reader.Dispose();
    }

    private static StoreIdentity? ReadIdentity(SqliteConnection connection)
    {
        using var select = new SqliteStatement(connection, "SELECT value FROM meta WHERE key = $1", 1);
        return select.ExecuteBlob(IdentityKey) is { } bytes ? StoreIdentity.FromBytes(bytes) : null;
    }

    private T Read<T>(Func<SqliteReader, T> read)
    {
        if (_writer is null)
            throw NotOpen();
        SqliteReader? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
                reader = new SqliteReader(_database);
            var result = read(reader);
            _readers.Add(reader);
            return result;
        }
        catch (SqliteException exception)
        {
            reader?.Dispose();
            throw _database.Unavailable(exception);
        }
    }
}
