namespace ImapApi.Infrastructure.Storage;

/// <summary>Where a document lies. Collections are listed and deleted as a whole; collection and id are ours, never raw text of a caller.</summary>
internal readonly record struct DocumentKey(Partition Partition, string Collection, string Id);
