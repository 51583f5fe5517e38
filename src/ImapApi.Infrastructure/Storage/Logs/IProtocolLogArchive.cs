using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Storage.Logs;

/// <summary>Where the protocol logs lie. Lines are JSON with their line end. One writer at a time.</summary>
internal interface IProtocolLogArchive
{
    /// <summary>Adds lines; at least the newest <paramref name="keep"/> lines stay, and not many more. For an account that is not registered (any more) nothing is kept.</summary>
    Task AppendAsync(AccountId account, IReadOnlyList<byte[]> lines, int keep, CancellationToken cancellationToken);

    /// <summary>The newest <paramref name="count"/> lines, oldest first, in blocks of whole lines.</summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(AccountId account, int count, CancellationToken cancellationToken);

    Task RemoveAsync(AccountId account, CancellationToken cancellationToken);
}
