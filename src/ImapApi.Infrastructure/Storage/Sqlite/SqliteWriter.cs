using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ImapApi.Infrastructure.Storage.Sqlite;

/// <summary>
/// The one writer. What callers hand in while a transaction is being committed is committed together by the next one, each batch under its own
/// savepoint: so the cost of a commit is shared, and every caller still learns the outcome of its own batch.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>How many batches one transaction takes at most, so that the first ones do not wait for a whole storm.</summary>
    private const int GroupLimit = 512;

    private readonly SqliteDatabase _database;
    private readonly SqliteConnection _connection;
    private readonly SqliteBatches _batches;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _rollback;
    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;
    private bool _waitsForDisk;

    public SqliteWriter(SqliteDatabase database, SqliteConnection connection)
    {
        _database = database;
        _connection = connection;
        _batches = new SqliteBatches(connection);
        _begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(connection, "COMMIT");
        _rollback = new SqliteStatement(connection, "ROLLBACK");
        _loop = Task.Run(RunAsync);
    }

    /// <summary>The queue needs no bound of its own: whoever wrote to it awaits the outcome.</summary>
    public Task<BatchOutcome> ApplyAsync(Batch batch, CancellationToken cancellationToken)
    {
        var pending = new Pending(batch, cancellationToken);
        return _queue.Writer.TryWrite(pending) ? pending.Completion.Task : Task.FromException<BatchOutcome>(SqliteStore.NotOpen());
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        _batches.Dispose();
        foreach (var statement in new[] { _begin, _commit, _rollback })
            statement.Dispose();
        await _connection.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<Pending>(GroupLimit);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < GroupLimit && _queue.Reader.TryRead(out var pending))
                group.Add(pending);
            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<Pending> group)
    {
        try
        {
            WaitForDisk(group.Exists(pending => pending.Batch.IsDurable));
            _begin.Execute();
            foreach (var pending in group)
                Apply(pending);
            _commit.Execute();
        }
#pragma warning disable CA1031 // Every caller of the group gets the failure; the writer itself must go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RollBack();
            foreach (var pending in group)
                pending.Failure = exception;
        }

        foreach (var pending in group)
            Complete(pending);
    }

    /// <summary>
    /// Whether the next commit returns when it is on the disk, and with it all that was committed before. Not a prepared statement, because SQLite carries
    /// this one out when it is prepared; and not within a transaction, where it is refused.
    /// </summary>
    private void WaitForDisk(bool wait)
    {
        if (wait == _waitsForDisk)
            return;
        if (SQLitePCL.raw.sqlite3_exec(_connection.Handle, wait ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL") is not SQLitePCL.raw.SQLITE_OK and var code)
            throw new SqliteException("The way of committing cannot be changed.", code);
        _waitsForDisk = wait;
    }

    private void Apply(Pending pending)
    {
        if (pending.CancellationToken.IsCancellationRequested)
            return;
        try
        {
            pending.Outcome = _batches.Apply(pending.Batch);
        }
        catch (SqliteException exception)
        {
            pending.Failure = exception;
        }
    }

    /// <summary>SQLite ends the transaction by itself after some failures (disk full, I/O error); then there is nothing to roll back.</summary>
    private void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            _rollback.Execute();
    }

    private void Complete(Pending pending)
    {
        if (pending.Failure is SqliteException exception)
            pending.Completion.SetException(_database.Unavailable(exception));
        else if (pending.Failure is not null)
            pending.Completion.SetException(pending.Failure);
        else if (pending.Outcome is not null)
            pending.Completion.SetResult(pending.Outcome);
        else
            pending.Completion.SetCanceled(pending.CancellationToken);
    }

    private sealed class Pending(Batch batch, CancellationToken cancellationToken)
    {
        public Batch Batch { get; } = batch;

        public CancellationToken CancellationToken { get; } = cancellationToken;

        public TaskCompletionSource<BatchOutcome> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public BatchOutcome? Outcome { get; set; }

        public Exception? Failure { get; set; }
    }
}
