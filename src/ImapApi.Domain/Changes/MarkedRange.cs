namespace ImapApi.Domain.Changes;

/// <summary>Successive UIDs with the same marks; without marks they are not in the mailbox.</summary>
internal readonly record struct MarkedRange(uint First, uint Last, MessageMarks? Marks);
