using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>What can change of a message.</summary>
internal readonly record struct FlagRow(int Sequence, uint Uid, FlagSet Flags);
