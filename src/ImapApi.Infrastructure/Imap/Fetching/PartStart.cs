using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>A part and its first range, still encoded.</summary>
internal sealed record PartStart(BodyLeaf Leaf, Stream First);
