using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <param name="Bytes">Decoded; null where the part is too large, or the server would not give it.</param>
internal sealed record FetchedCalendar(BodyLeaf Leaf, byte[]? Bytes);
