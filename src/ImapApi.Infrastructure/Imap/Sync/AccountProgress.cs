namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>How far the outside was told about an account as a whole, so that a restart tells nothing twice.</summary>
/// <param name="IsInitialized">Every mailbox was seen once.</param>
/// <param name="Login">What was told of the log-in last.</param>
/// <param name="IsUnreachable">A series of failed connections has begun and was told.</param>
internal sealed record AccountProgress(bool IsInitialized, LoginOutcome Login, bool IsUnreachable)
{
    public static AccountProgress None { get; } = new(false, LoginOutcome.Unknown, false);
}
