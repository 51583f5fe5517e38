using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.MailServers;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>Translates what an operation threw, once: what the caller is told, and whether the connection can go on.</summary>
internal static class ImapErrors
{
    private static readonly TimeSpan RetrySoon = TimeSpan.FromSeconds(2);

    /// <summary>NO and BAD leave the connection as it was; so do our own findings. After anything else nobody knows what is still on the wire.</summary>
    public static bool LeavesConnectionUsable(Exception exception) =>
        exception is ImapCommandException or FolderNotFoundException or MessageNotFoundException
        || exception is ImapApiException and not MailServerTimedOutException and not MailServerUnavailableException;

    /// <summary>The message was not found; nothing was done.</summary>
    public static bool IsMissingMessage(Exception exception) => exception is MessageNotFoundException or NotFoundException { Code: NotFoundException.MissingMessage };

    public static ImapApiException Translate(Exception exception, AccountId account, ImapRequest request, ServerMisbehavedException? violation)
    {
        if (violation is not null)
            return Unavailable(account, $"The mail server of account '{account}' misbehaved, and the connection was closed: {violation.Message}", exception);
        return exception switch
        {
            ImapApiException known => known,
            FolderNotFoundException when request.Target.Path is { } path => NotFoundException.ForMailbox(account, path),
            FolderNotFoundException missing when MailboxPath.TryParse(missing.FolderName, out var path) => NotFoundException.ForMailbox(account, path),
            MessageNotFoundException => NotFoundException.ForMessage(account),
            ImapCommandException refused => Rejected(account, refused),
            OperationCanceledException or TimeoutException =>
                new MailServerTimedOutException($"The mail server of account '{account}' did not answer in time, and the connection was closed.", exception),
            NotSupportedException unsupported => new MailServerRejectedException($"The mail server of account '{account}' cannot do this: {unsupported.Message}", null, innerException: unsupported),
            _ => Unavailable(account, $"The connection of account '{account}' to its mail server was lost while {request.Name} ran: {exception.Message}", exception),
        };
    }

    public static MailServerUnavailableException Unavailable(AccountId account, string message, Exception? cause = null) =>
        new("IMAPUnavailable", ServerWords.Clean(message), retryAfter: RetrySoon, innerException: cause);

    public static BusyException QueueFull(AccountId account, int length) =>
        new($"Account '{account}' has {length} requests waiting already. Try again in a moment.");

    /// <summary>What an account that is not connected answers.</summary>
    public static MailServerUnavailableException NotConnected(AccountId account, AccountStatus status)
    {
        var code = status.State == AccountState.AuthenticationError ? status.LastError?.Code ?? "AuthenticationFailed" : "IMAPUnavailable";
        var state = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(status.State.ToString());
        var why = status.State switch
        {
            AccountState.Unset => "It was registered without IMAP settings.",
            AccountState.Init or AccountState.Connecting or AccountState.Syncing => "It is still connecting; try again in a moment.",
            _ => status.LastError?.Message ?? "The connection was lost; it is being opened again.",
        };
        TimeSpan? retryAfter = status.State is AccountState.Init or AccountState.Connecting or AccountState.Syncing or AccountState.Disconnected ? RetrySoon : null;
        return new MailServerUnavailableException(code, $"Account '{account}' is not connected (state {state}). {why}", status.LastError?.ServerResponse, retryAfter);
    }

    private static MailServerRejectedException Rejected(AccountId account, ImapCommandException refused)
    {
        var words = ServerWords.Clean(refused.ResponseText ?? "");
        return new MailServerRejectedException($"The mail server of account '{account}' refused: {words}", words, innerException: refused);
    }
}
