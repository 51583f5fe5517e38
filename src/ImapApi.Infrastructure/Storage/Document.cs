namespace ImapApi.Infrastructure.Storage;

/// <summary>One document of a listed collection.</summary>
internal sealed record Document(string Id, byte[] Value);
