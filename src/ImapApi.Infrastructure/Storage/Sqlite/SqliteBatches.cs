using Microsoft.Data.Sqlite;

namespace ImapApi.Infrastructure.Storage.Sqlite;

/// <summary>Applies batches on the writing connection, inside the transaction that its caller began.</summary>
internal sealed class SqliteBatches(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _savepoint = new(connection, "SAVEPOINT batch");
    private readonly SqliteStatement _release = new(connection, "RELEASE batch");
    private readonly SqliteStatement _rollback = new(connection, "ROLLBACK TO batch");

    private readonly SqliteStatement _get = new(connection, "SELECT value FROM documents WHERE partition = $1 AND collection = $2 AND id = $3", 3);

    private readonly SqliteStatement _put = new(connection, """
        INSERT INTO documents (partition, collection, id, value) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO UPDATE SET value = excluded.value
        """, 4);

    private readonly SqliteStatement _delete = new(connection, "DELETE FROM documents WHERE partition = $1 AND collection = $2 AND id = $3", 3);
    private readonly SqliteStatement _deleteCollection = new(connection, "DELETE FROM documents WHERE partition = $1 AND collection = $2", 2);

    private readonly SqliteStatement _nextSequence = new(connection, """
        INSERT INTO logs (partition, log, last) VALUES ($1, $2, 1)
        ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last
        """, 2);

    private readonly SqliteStatement _append = new(connection, "INSERT INTO log_entries (partition, log, sequence, value) VALUES ($1, $2, $3, $4)", 4);

    private readonly SqliteStatement _keepNewest = new(connection, """
        DELETE FROM log_entries WHERE partition = $1 AND log = $2 AND sequence <=
            (SELECT sequence FROM log_entries WHERE partition = $1 AND log = $2 ORDER BY sequence DESC LIMIT 1 OFFSET $3)
        """, 3);

    private readonly SqliteStatement _trim = new(connection, "DELETE FROM log_entries WHERE partition = $1 AND log = $2 AND sequence <= $3", 3);
    private readonly SqliteStatement _deleteEntries = new(connection, "DELETE FROM log_entries WHERE partition = $1 AND log = $2", 2);
    private readonly SqliteStatement _deleteLog = new(connection, "DELETE FROM logs WHERE partition = $1 AND log = $2", 2);

    private readonly SqliteStatement _schedule = new(connection, """
        INSERT INTO queues (partition, queue, id, due) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO UPDATE SET due = excluded.due
        """, 4);

    private readonly SqliteStatement _unschedule = new(connection, "DELETE FROM queues WHERE partition = $1 AND queue = $2 AND id = $3", 3);

    /// <summary>Throws when a write fails; then none of the batch's writes is left in the transaction.</summary>
    public BatchOutcome Apply(Batch batch)
    {
        var partition = batch.Partition.Number;
        for (var i = 0; i < batch.Conditions.Count; i++)
        {
            if (!Holds(partition, batch.Conditions[i]))
                return BatchOutcome.Refused(i);
        }

        var sequences = new List<long>();
        _savepoint.Execute();
        try
        {
            foreach (var write in batch.Writes)
                Write(partition, write, sequences);
        }
        catch (SqliteException)
        {
            _rollback.Execute();
            _release.Execute();
            throw;
        }

        _release.Execute();
        return new BatchOutcome(FailedCondition: null, sequences);
    }

    public void Dispose()
    {
        foreach (var statement in new[]
        {
            _savepoint, _release, _rollback, _get, _put, _delete, _deleteCollection, _nextSequence, _append, _keepNewest, _trim, _deleteEntries,
            _deleteLog, _schedule, _unschedule,
        })
            statement.Dispose();
    }

    private bool Holds(int partition, StoreCondition condition)
    {
        var value = _get.ExecuteBlob(partition, condition.Collection, condition.Id);
        return condition switch
        {
            StoreCondition.Exactly exactly => value is not null && value.AsSpan().SequenceEqual(exactly.Value),
            StoreCondition.Present => value is not null,
            StoreCondition.Absent => value is null,
            _ => throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}."),
        };
    }

    private void Write(int partition, StoreWrite write, List<long> sequences)
    {
        switch (write)
        {
            case StoreWrite.Put put:
                _put.Execute(partition, put.Collection, put.Id, put.Value);
                break;
            case StoreWrite.Delete delete:
                _delete.Execute(partition, delete.Collection, delete.Id);
                break;
            case StoreWrite.DeleteCollection delete:
                _deleteCollection.Execute(partition, delete.Collection);
                break;
            case StoreWrite.Append append:
                var sequence = _nextSequence.ExecuteNumber(partition, append.Log);
                _append.Execute(partition, append.Log, sequence, append.Value);
                sequences.Add(sequence);
                break;
            case StoreWrite.KeepNewest keep:
                _keepNewest.Execute(partition, keep.Log, keep.Count);
                break;
            case StoreWrite.TrimThrough trim:
                _trim.Execute(partition, trim.Log, trim.Sequence);
                break;
            case StoreWrite.DeleteLog delete:
                _deleteEntries.Execute(partition, delete.Log);
                _deleteLog.Execute(partition, delete.Log);
                break;
            case StoreWrite.Schedule schedule:
                _schedule.Execute(partition, schedule.Queue, schedule.Id, schedule.Due.ToUnixTimeMilliseconds());
                break;
            case StoreWrite.Unschedule unschedule:
                _unschedule.Execute(partition, unschedule.Queue, unschedule.Id);
                break;
            default:
                throw new InvalidOperationException($"Unknown write {write.GetType().Name}.");
        }
    }
}
