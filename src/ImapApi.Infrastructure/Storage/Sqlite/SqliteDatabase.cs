using ImapApi.Application.Errors;
using Microsoft.Data.Sqlite;

namespace ImapApi.Infrastructure.Storage.Sqlite;

/// <summary>The database file: how it is made and opened.</summary>
internal sealed class SqliteDatabase(string path)
{
    /// <summary>WAL and synchronous=NORMAL: a commit is in the file system when it returns and survives kill -9; a power cut may cost the last ones, whole.</summary>
    private const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA cache_size = -16384;
        """;

    // WITHOUT ROWID only where rows are small: a B-tree of keys keeps no more than a quarter of a page beside a key, the rest goes to pages of its own.
    private const string Schema = """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS documents (partition INTEGER NOT NULL, collection TEXT NOT NULL, id TEXT NOT NULL, value BLOB NOT NULL,
            PRIMARY KEY (partition, collection, id));
        CREATE TABLE IF NOT EXISTS logs (partition INTEGER NOT NULL, log TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (partition, log)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS log_entries (partition INTEGER NOT NULL, log TEXT NOT NULL, sequence INTEGER NOT NULL, value BLOB NOT NULL,
            PRIMARY KEY (partition, log, sequence));
        CREATE TABLE IF NOT EXISTS queues (partition INTEGER NOT NULL, queue TEXT NOT NULL, id TEXT NOT NULL, due INTEGER NOT NULL,
            PRIMARY KEY (partition, queue, id)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS queues_by_due ON queues (partition, queue, due, id);
        COMMIT;
        """;

    public string Path { get; } = path;

    /// <summary>Makes the file when there is none, readable by nobody else; SQLite gives its -wal and -shm files the same mode.</summary>
    public SqliteConnection OpenForWriting()
    {
        OwnerOnly.Open(Path, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();
        var connection = Open();
        Execute(connection, Pragmas);
        Execute(connection, Schema);
        return connection;
    }

    public SqliteConnection Open()
    {
        // Pooling is off because the readers are kept with their prepared statements.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 5,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    public StoreUnavailableException Unavailable(SqliteException exception) =>
        new($"The store in '{Path}' does not answer: {exception.Message}", exception);

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        statement.Execute();
    }
}
