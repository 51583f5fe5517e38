using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Logs;

/// <summary>The kept protocol logs.</summary>
public interface IProtocolLogs
{
    /// <summary>The account's lines, oldest first: newline-delimited JSON in UTF-8, secrets masked. Empty when none are kept. Disposed by the caller.</summary>
    Task<Stream> OpenAsync(AccountId account, CancellationToken cancellationToken);
}
