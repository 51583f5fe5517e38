using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>Where a worker stands, for everyone who asks; written by its loop, and by whoever makes it begin anew.</summary>
internal sealed class WorkerStatus(TimeProvider time)
{
    /// <summary>How long a request waits for an account that is just connecting, before it is told so.</summary>
    private static readonly TimeSpan SettlePatience = TimeSpan.FromSeconds(2);

    private volatile Standing _standing = new(AccountState.Init, null);
    private volatile TaskCompletionSource? _settled;
    private DateTimeOffset? _lastServerByteAt;

    /// <summary>The watcher, while there is one.</summary>
    public ImapConnection? Connection
    {
        get;
        set
        {
            _lastServerByteAt = field?.Guard.LastServerByteAt ?? _lastServerByteAt;
            field = value;
        }
    }

    public AccountState State => _standing.State;

    /// <summary>It is being decided whether there is a connection.</summary>
    public bool IsUnsettled => _standing.State is AccountState.Init or AccountState.Connecting or AccountState.Syncing;

    public AccountStatus Now(bool commandConnectionIsOpen)
    {
        var connection = Connection;
        var (state, error) = _standing;
        return new AccountStatus(state, error, connection?.Guard.LastServerByteAt ?? _lastServerByteAt, (connection is null ? 0 : 1) + (commandConnectionIsOpen ? 1 : 0));
    }

    /// <param name="error">Null leaves the last error in sight until the account is connected again.</param>
    public void Set(AccountState state, AccountError? error = null)
    {
        _standing = new Standing(state, state == AccountState.Connected ? null : error ?? _standing.Error);
        if (state is not (AccountState.Connecting or AccountState.Syncing or AccountState.Init))
            Interlocked.Exchange(ref _settled, null)?.TrySetResult();
    }

    /// <summary>The status; while the account is connecting, what becomes of that within a moment.</summary>
    public async ValueTask<AccountStatus> SettledAsync(CancellationToken cancellationToken)
    {
        if (!IsUnsettled)
            return Now(false);
        var settled = _settled;
        if (settled is null)
        {
            var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            settled = Interlocked.CompareExchange(ref _settled, created, null) ?? created;
        }

        if (IsUnsettled)
            await Task.WhenAny(settled.Task, Task.Delay(SettlePatience, time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        return Now(false);
    }

    private sealed record Standing(AccountState State, AccountError? Error);
}
