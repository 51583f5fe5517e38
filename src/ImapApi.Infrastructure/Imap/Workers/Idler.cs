using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// Waits for the server, or for a request, whichever comes first: IDLE (RFC 2177), begun anew every few minutes, or NOOP where the server has none. Ended
/// by <see cref="Wake"/>.
/// </summary>
internal sealed class Idler(ImapOptions options, TimeProvider time)
{
    /// <summary>How long the server may take to answer DONE: MailKit's IDLE itself would wait for ever.</summary>
    private static readonly TimeSpan LongestDone = TimeSpan.FromSeconds(20);

    private readonly TimeSpan _donePatience = Shorter(LongestDone, options.CommandTimeoutSeconds);

    private CancellationTokenSource? _done;

    /// <summary>Ends the current wait. Callable from any thread; never blocks it: DONE is written by another one.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _done) is { IsCancellationRequested: false } done)
            _ = done.CancelAsync();
    }

    /// <summary>Ends the current wait after a moment.</summary>
    public void WakeAfter(TimeSpan delay)
    {
        if (Volatile.Read(ref _done) is { IsCancellationRequested: false } done)
            done.CancelAfter(delay);
    }

    /// <param name="longest">How long to wait at most.</param>
    /// <param name="mayIdle">Asked after a wake-up can no longer be missed: false when there is something to do already.</param>
    /// <param name="stop">Ends the connection.</param>
    public async Task WaitAsync(ImapConnection connection, WakeSignal signal, TimeSpan longest, Func<bool> mayIdle, CancellationToken stop)
    {
        if (connection.IsIdleRefused || !connection.Client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            if (!await signal.WaitAsync(Shorter(longest, options.NoopSeconds)) && !stop.IsCancellationRequested)
                await NoopAsync(connection, stop);
            return;
        }

        using var hard = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // Not disposed: Wake may still hold it. Its timer is disarmed below.
        var done = new CancellationTokenSource(Shorter(longest, options.IdleSeconds), time);
        using var arm = done.Token.Register(() => hard.CancelAfter(_donePatience));
        Volatile.Write(ref _done, done);
        try
        {
            if (!mayIdle())
                return;
            connection.Guard.BeginIdle(connection.Selected!.Folder.Count);
            await connection.Client.IdleAsync(done.Token, hard.Token);
            connection.NoteHeard();
            // It ended by itself: a server that goes on like that would be asked in a circle.
            connection.IsIdleRefused = !done.IsCancellationRequested;
        }
        catch (ImapCommandException)
        {
            // Offered, and refused.
            connection.IsIdleRefused = true;
        }
        finally
        {
            Volatile.Write(ref _done, null);
            done.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Hears what there is to hear.</summary>
    public async Task NoopAsync(ImapConnection connection, CancellationToken stop)
    {
        using var hard = CancellationTokenSource.CreateLinkedTokenSource(stop);
        hard.CancelAfter(TimeSpan.FromSeconds(options.CommandTimeoutSeconds));
        connection.Guard.BeginCommand(connection.Selected?.Folder.Count ?? 0);
        await connection.NoopAsync(hard.Token);
    }

    private static TimeSpan Shorter(TimeSpan one, int seconds) => one.TotalSeconds < seconds ? one : TimeSpan.FromSeconds(seconds);
}
