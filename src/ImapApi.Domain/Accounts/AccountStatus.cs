namespace ImapApi.Domain.Accounts;

/// <summary>How an account is doing now.</summary>
/// <param name="LastServerByteAt">When the IMAP server was last heard; null when never since the start.</param>
/// <param name="Connections">Open IMAP connections: 0, 1 (the watcher) or 2.</param>
public sealed record AccountStatus(AccountState State, AccountError? LastError, DateTimeOffset? LastServerByteAt, int Connections)
{
    public static AccountStatus Initial { get; } = new(AccountState.Init, null, null, 0);
}
