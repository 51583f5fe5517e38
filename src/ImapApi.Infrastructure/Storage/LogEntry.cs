namespace ImapApi.Infrastructure.Storage;

/// <summary>One entry of an ordered log; sequence numbers start at 1 and never go back.</summary>
internal sealed record LogEntry(long Sequence, byte[] Value);
