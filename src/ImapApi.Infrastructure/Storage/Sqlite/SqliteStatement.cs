using Microsoft.Data.Sqlite;

namespace ImapApi.Infrastructure.Storage.Sqlite;

/// <summary>A prepared statement with parameters <c>$1</c>, <c>$2</c> …; for one thread at a time.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public SqliteStatement(SqliteConnection connection, string sql, int parameters = 0)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is ours; values are bound.
        _command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++)
            _command.Parameters.Add(new SqliteParameter($"${i}", value: null));
    }

    public void Execute(params ReadOnlySpan<object> values)
    {
        Bind(values);
        _command.ExecuteNonQuery();
    }

    public long ExecuteNumber(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return (long)_command.ExecuteScalar()!;
    }

    /// <summary>The first column of the first row; null when there is none.</summary>
    public byte[]? ExecuteBlob(params ReadOnlySpan<object> values)
    {
        Bind(values);
        return (byte[]?)_command.ExecuteScalar();
    }

    public List<T> ExecuteRows<T>(Func<SqliteDataReader, T> map, params ReadOnlySpan<object> values)
    {
        Bind(values);
        var rows = new List<T>();
        using var reader = _command.ExecuteReader();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i];
    }
}
