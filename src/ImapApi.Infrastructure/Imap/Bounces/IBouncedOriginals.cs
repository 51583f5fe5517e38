using ImapApi.Domain.Accounts;
using ImapApi.Domain.Bounces;

namespace ImapApi.Infrastructure.Imap.Bounces;

/// <summary>Knows messages that we sent ourselves.</summary>
internal interface IBouncedOriginals
{
    /// <summary>The same, with the outbox entry and the filed copy where its Message-ID is one of ours.</summary>
    Task<BouncedMessage> FindAsync(AccountId account, BouncedMessage original, CancellationToken cancellationToken);
}
