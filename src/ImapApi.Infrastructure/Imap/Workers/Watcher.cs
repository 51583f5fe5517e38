using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Sync;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// The account's persistent connection at work: its main mailbox selected, requests served as they come, IDLE in between. Only its worker's loop calls it.
/// </summary>
internal sealed class Watcher(AccountId account, WorkerServices services, AccountMailboxes mailboxes, AccountSync sync, RequestQueue queue, WorkerStatus status) : IDisposable
{
    private readonly ImapOptions _options = services.Options.Value;
    private readonly Idler _idler = new(services.Options.Value, services.Time);
    private readonly WakeSignal _signal = new(services.Time);
    private readonly RequestRunner _runner = new(account, services.Options.Value, services.Time, services.Logger);
    private volatile MailboxPath? _mailbox;

    /// <summary>What is watched; null while there is no connection.</summary>
    public MailboxPath? Mailbox => _mailbox;

    /// <summary>There is something to do: a request, or the end. Callable from any thread.</summary>
    public void Wake()
    {
        _signal.Set();
        _idler.Wake();
    }

    /// <summary>Connects, logs in and selects the main mailbox.</summary>
    public async Task<ImapConnection> OpenAsync(ServerEndpoint imap, CancellationToken stop)
    {
        var link = await services.Connector.OpenAsync(account, imap, stop);
        var connection = services.Connection(account, link, mailboxes);
        try
        {
            status.Connection = connection;
            status.Set(AccountState.Syncing);
            await mailboxes.LoadAsync(imap.Host, link.User, stop);
            await sync.NoteLoginAsync(link.User, stop);
            await connection.EnableAsync(TimeSpan.FromSeconds(_options.CommandTimeoutSeconds), stop);
            // INBOX gets its number first, whatever is watched.
            var main = connection.MainMailbox;
            if (main != MailboxPath.Inbox)
                await OpenAsync(connection, MailboxPath.Inbox, stop);
            await OpenAsync(connection, main, stop, await sync.FindIndexAsync(main, stop));
            await sync.BeginAsync(connection, stop);
            connection.Noted = _idler.Wake;
            connection.Renamed = sync.NoteRenameAsync;
            connection.Guard.MailboxNews = OnMailboxNews;
            _mailbox = main;
            return connection;
        }
        catch (Exception exception)
        {
            var cause = connection.Guard.Explain(exception);
            connection.Quirks.Learn(exception);
            connection.Dispose();
            if (cause != exception)
                throw cause;
            throw;
        }
    }

    /// <summary>Serves until the connection ends.</summary>
    /// <returns>What ended it; null when it was asked to end.</returns>
    public async Task<Exception?> ServeAsync(ImapConnection connection, CancellationToken stop)
    {
        using var registration = stop.Register(Wake);
        try
        {
            return await ServeUntilLostAsync(connection, stop);
        }
#pragma warning disable CA1031 // Whatever it was, it ended this connection, and the worker begins the next one.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            connection.Quirks.Learn(exception);
            return stop.IsCancellationRequested ? null : connection.Guard.Explain(exception);
        }
        finally
        {
            _mailbox = null;
        }
    }

    public void Dispose()
    {
        _runner.Dispose();
        _signal.Dispose();
    }

    private async Task<Exception?> ServeUntilLostAsync(ImapConnection connection, CancellationToken stop)
    {
        var main = _mailbox!;
        var linger = TimeSpan.FromMilliseconds(_options.LingerMilliseconds);
        var isBusy = false;
        while (!stop.IsCancellationRequested)
        {
            var request = queue.Dequeue();
            if (request is not null)
            {
                isBusy = true;
                var watched = connection.Selected;
                if (await _runner.RunAsync(request, connection, queue, stop) is { } lost)
                    return stop.IsCancellationRequested ? null : lost;
                await ReturnAsync(connection, watched, main, stop);
                if (connection.HasUnreadNews)
                    await _idler.NoopAsync(connection, stop);
            }

            if (sync.HasWork(connection))
                await sync.WorkAsync(connection, stop);
            else if (request is null && isBusy)
                // The next request often follows at once: staying out of IDLE saves it a round trip.
                isBusy = await _signal.WaitAsync(linger);
            else if (request is null)
                await _idler.WaitAsync(connection, _signal, sync.UntilDue(connection), () => queue.Count == 0 && !sync.HasWork(connection) && !stop.IsCancellationRequested, stop);
        }

        return null;
    }

    /// <summary>Only while there is no second connection does it ever leave its mailbox, or select it anew: what happens there meanwhile is not pushed.</summary>
    private async Task ReturnAsync(ImapConnection connection, SelectedMailbox? watched, MailboxPath main, CancellationToken stop)
    {
        if (ReferenceEquals(connection.Selected, watched) && watched?.Path == main)
            return;
        if (connection.Selected?.Path != main)
            await OpenAsync(connection, main, stop);
        sync.NoteAbsence();
    }

    private Task<SelectedMailbox> OpenAsync(ImapConnection connection, MailboxPath path, CancellationToken stop, MailboxIndex? resume = null) =>
        connection.AskAsync(TimeSpan.FromSeconds(_options.CommandTimeoutSeconds), token => connection.OpenAsync(path, write: true, token, resume: resume), stop);

    private void OnMailboxNews()
    {
        sync.NoteMailboxNews();
        _idler.WakeAfter(sync.UntilPoll);
    }
}
