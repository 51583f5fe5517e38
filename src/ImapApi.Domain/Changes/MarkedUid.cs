namespace ImapApi.Domain.Changes;

/// <summary>A message and its marks.</summary>
public readonly record struct MarkedUid(uint Uid, MessageMarks Marks);
