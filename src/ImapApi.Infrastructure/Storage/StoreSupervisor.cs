using ImapApi.Application.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Storage;

/// <summary>
/// Opens the store before anything else starts, and again whenever it was lost. A store that is away at start does not stop the process: it runs, is
/// not ready, and goes on once the store is there. A store that must not be used stops it, at once or when that is known.
/// </summary>
internal sealed partial class StoreSupervisor(
    IStoreDriver driver, StoreOpening opening, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<StoreSupervisor> logger) : IHostedLifecycleService, IAsyncDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _lost = new(0);
    private Task _loop = Task.CompletedTask;
    private bool _served;
    private int _disposed;
    private volatile string? _problem = "The store is not open yet.";

    /// <summary>Why the store is not open; null when it is.</summary>
    public string? Problem
    {
        get => _problem;
        private set => _problem = value;
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        driver.Lost += Reopen;
        if (!await TryOpenAsync(cancellationToken))
        {
            LogAway(Problem!);
            _lost.Release();
        }

        _loop = RunAsync(_stopping.Token);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop;
    }

    /// <summary>The container knows the supervisor by two names and disposes of it for each.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        driver.Lost -= Reopen;
        await _stopping.CancelAsync();
        await _loop;
        _stopping.Dispose();
        _lost.Dispose();
    }

    private void Reopen(object? sender, EventArgs e)
    {
        Problem = $"The store {driver.Location} is away.";
        LogAway(Problem);
        _lost.Release();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await _lost.WaitAsync(cancellationToken);
                while (!await TryOpenAsync(cancellationToken))
                    await Task.Delay(RetryInterval, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends.
        }
        catch (StartupException exception)
        {
            // Known only now, because the store was away: what would have stopped the start stops the process.
            LogRefused(exception.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task<bool> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await opening.OpenAsync(cancellationToken);
            _served = true;
            Problem = null;
            LogOpen(driver.Location);
            return true;
        }
        catch (StoreUnavailableException exception)
        {
            Problem = exception.Message;
            return false;
        }
        catch (StartupException exception) when (_served)
        {
            // It was ours, and may be again: a restart that lost its data, or a fail-over to a server with another policy, is the operator's to mend.
            if (Problem != exception.Message)
                LogRefused(exception.Message);
            Problem = exception.Message;
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Reason} Nothing is served until it is back.")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Information, "The store {Location} is open")]
    private partial void LogOpen(string location);

    [LoggerMessage(LogLevel.Critical, "{Reason}")]
    private partial void LogRefused(string reason);
}
