using Microsoft.Data.Sqlite;

namespace ImapApi.Infrastructure.Storage.Sqlite;

/// <summary>A connection that reads, with its prepared statements; for one thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _get;
    private readonly SqliteStatement _list;
    private readonly SqliteStatement _listIds;
    private readonly SqliteStatement _range;
    private readonly SqliteStatement _end;
    private readonly SqliteStatement _due;

    public SqliteReader(SqliteDatabase database)
    {
        _connection = database.Open();
        _get = new(_connection, "SELECT value FROM documents WHERE partition = $1 AND collection = $2 AND id = $3", 3);
        _list = new(_connection, "SELECT id, value FROM documents WHERE partition = $1 AND collection = $2", 2);
        _listIds = new(_connection, "SELECT id FROM documents WHERE partition = $1 AND collection = $2", 2);
        _range = new(_connection, "SELECT sequence, value FROM log_entries WHERE partition = $1 AND log = $2 AND sequence > $3 ORDER BY sequence LIMIT $4", 4);
        _end = new(_connection, "SELECT last FROM logs WHERE partition = $1 AND log = $2", 2);
        _due = new(_connection, "SELECT id, due FROM queues WHERE partition = $1 AND queue = $2 AND due <= $3 ORDER BY due, id LIMIT $4", 4);
    }

    public byte[]? Get(DocumentKey key) => _get.ExecuteBlob(key.Partition.Number, key.Collection, key.Id);

    public List<Document> List(Partition partition, string collection) =>
        _list.ExecuteRows(row => new Document(row.GetString(0), row.GetFieldValue<byte[]>(1)), partition.Number, collection);

    public List<string> ListIds(Partition partition, string collection) =>
        _listIds.ExecuteRows(row => row.GetString(0), partition.Number, collection);

    public List<LogEntry> Range(Partition partition, string log, long after, int limit) =>
        _range.ExecuteRows(row => new LogEntry(row.GetInt64(0), row.GetFieldValue<byte[]>(1)), partition.Number, log, after, limit);

    public long End(Partition partition, string log) => _end.ExecuteRows(row => row.GetInt64(0), partition.Number, log).FirstOrDefault();

    public List<DueEntry> Due(Partition partition, string queue, DateTimeOffset time, int limit) =>
        _due.ExecuteRows(row => new DueEntry(row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))),
            partition.Number, queue, time.ToUnixTimeMilliseconds(), limit);

    public void Dispose()
    {
        foreach (var statement in new[] { _get, _list, _listIds, _range, _end, _due })
            statement.Dispose();
        _connection.Dispose();
    }
}
