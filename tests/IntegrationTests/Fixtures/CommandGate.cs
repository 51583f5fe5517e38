using System.Text;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// Keeps the commands of a program from its mail server, and knows when the server has answered all that have passed. While it is shut and quiet, nothing the
/// program does can fall between two commands of somebody else.
/// </summary>
internal sealed class CommandGate
{
    private const int LongestTag = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Line> _lines = [];
    private TaskCompletionSource _open = new();

    public CommandGate() => _open.SetResult();

    /// <summary>Nothing that has passed is still to be answered. An IDLE is not waited for.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (_lock)
                return _lines.Values.All(line => line.Unanswered.Count == 0);
        }
    }

    public void Shut()
    {
        lock (_lock)
            _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Open() => _open.TrySetResult();

    /// <summary>Bytes of the program: returns when they may pass. What goes on with a command that has passed always may.</summary>
    public async Task PassAsync(int connection, byte[] bytes, int count, CancellationToken stop)
    {
        while (!TryPass(connection, bytes, count, out var open))
            await open.WaitAsync(stop);
    }

    /// <summary>Bytes of the server.</summary>
    public void Answer(int connection, byte[] bytes, int count)
    {
        lock (_lock)
        {
            var line = LineOf(connection);
            foreach (var value in bytes.AsSpan(0, count))
            {
                if (value == '\n')
                    line.Begun.Clear();
                else if (value == ' ' && line.Begun.Length <= LongestTag && line.Unanswered.Remove(line.Begun.ToString()))
                    line.Begun.Append(' ', LongestTag);
                else if (line.Begun.Length <= LongestTag)
                    line.Begun.Append((char)value);
            }
        }
    }

    public void Forget(int connection)
    {
        lock (_lock)
            _lines.Remove(connection);
    }

    private bool TryPass(int connection, byte[] bytes, int count, out Task open)
    {
        lock (_lock)
        {
            open = _open.Task;
            var line = LineOf(connection);
            if (!open.IsCompleted && line.Commands.IsAtStart && TagOf(Encoding.Latin1.GetString(bytes, 0, Math.Min(count, LongestTag))) is not null)
                return false;
            foreach (var command in line.Commands.Add(bytes, count))
            {
                if (TagOf(command) is { } tag && !command.EndsWith(" IDLE", StringComparison.Ordinal))
                    line.Unanswered.Add(tag);
            }

            return true;
        }
    }

    private Line LineOf(int connection)
    {
        if (!_lines.TryGetValue(connection, out var line))
            _lines[connection] = line = new Line();
        return line;
    }

    /// <summary>Null: DONE, or the answer to a challenge.</summary>
    private static string? TagOf(string command) => command.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? command[..end] : null;

    private sealed class Line
    {
        public ClientLines Commands { get; } = new();

        public HashSet<string> Unanswered { get; } = [];

        /// <summary>What the server's line begins with.</summary>
        public StringBuilder Begun { get; } = new();
    }
}
