using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>What changed since a token was given out.</summary>
/// <param name="Added">UIDs, ascending.</param>
/// <param name="TokenUpTo">What the caller knows once it was told of the new messages up to this one; null: of all.</param>
internal sealed record DeltaFacts(IReadOnlyList<uint> Added, IReadOnlyList<MarkedUid> Updated, UidSet Removed, Func<uint?, DeltaToken> TokenUpTo);
