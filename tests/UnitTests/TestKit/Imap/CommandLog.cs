using System.Collections;

namespace ImapApi.TestKit.Imap;

/// <summary>What clients have sent, in the order of its arrival. A snapshot when enumerated.</summary>
internal sealed class CommandLog : IReadOnlyCollection<ImapCommand>
{
    private readonly Lock _lock = new();
    private readonly Pulse _pulse = new();
    private readonly List<ImapCommand> _commands = [];
    private readonly List<string> _faults = [];

    public int Count => Snapshot().Length;

    public IEnumerator<ImapCommand> GetEnumerator() => ((IEnumerable<ImapCommand>)Snapshot()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The first command that the predicate accepts, now or as soon as it comes.</summary>
    public async Task<ImapCommand> WaitForAsync(Func<ImapCommand, bool> predicate, string what, TimeSpan? timeout = null) =>
        (await WaitForAsync(predicate, 1, what, timeout))[0];

    /// <summary>The first <paramref name="count"/> such commands.</summary>
    public async Task<IReadOnlyList<ImapCommand>> WaitForAsync(Func<ImapCommand, bool> predicate, int count, string what, TimeSpan? timeout = null) =>
        await _pulse.WaitForAsync(
            () => Snapshot().Where(predicate).Take(count).ToArray() is { } found && found.Length == count ? found : null,
            count == 1 ? what : $"{count} times {what}",
            Describe,
            timeout);

    /// <summary>The first command with this verb (<c>FETCH</c>, or <c>UID FETCH</c> for that alone).</summary>
    public Task<ImapCommand> WaitForAsync(string verb, TimeSpan? timeout = null) =>
        WaitForAsync(command => command.Verb == verb || command.FullVerb == verb, verb, timeout);

    /// <summary>From here on only what comes next counts.</summary>
    public void Forget()
    {
        lock (_lock)
            _commands.Clear();
    }

    internal void Add(ImapCommand command)
    {
        lock (_lock)
            _commands.Add(command);
        _pulse.Beat();
    }

    /// <summary>A handler of the test failed: said in the message of the next wait that is in vain.</summary>
    internal void AddFault(Exception fault)
    {
        lock (_lock)
            _faults.Add(fault.ToString());
    }

    private ImapCommand[] Snapshot()
    {
        lock (_lock)
            return [.. _commands];
    }

    internal string Describe()
    {
        lock (_lock)
        {
            return _commands.Count + _faults.Count == 0
                ? "The server saw nothing."
                : "The server saw:" + string.Concat(_commands.Select(command => Environment.NewLine + command).Concat(_faults));
        }
    }
}
