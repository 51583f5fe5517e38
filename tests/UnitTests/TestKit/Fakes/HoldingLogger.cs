using Microsoft.Extensions.Logging;

namespace ImapApi.TestKit.Fakes;

/// <summary>Holds whoever logs a message that begins so, until it is let go: the program stands still at that place.</summary>
internal sealed class HoldingLogger<T>(string beginning) : ILogger<T>, IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _go = new();

    /// <summary>Somebody is held.</summary>
    public Task Reached => _reached.Task.WaitAsync(Longest);

    public void LetGo() => _go.Set();

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!formatter(state, exception).StartsWith(beginning, StringComparison.Ordinal) || !_reached.TrySetResult())
            return;
        _go.Wait(Longest);
    }

    public void Dispose()
    {
        _go.Set();
        _go.Dispose();
    }
}
