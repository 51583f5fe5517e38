namespace ImapApi.Infrastructure.Storage;

/// <summary>Something that is due; times are kept to the millisecond.</summary>
internal sealed record DueEntry(string Id, DateTimeOffset Due);
