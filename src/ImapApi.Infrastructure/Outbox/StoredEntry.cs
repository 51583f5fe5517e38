using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>An entry, and the bytes by which it is known whether it is still what is stored.</summary>
internal sealed record StoredEntry(OutboxEntry Entry, byte[] Bytes);
