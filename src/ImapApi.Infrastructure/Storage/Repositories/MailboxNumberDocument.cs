namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>An allotted mailbox number as it is stored.</summary>
internal sealed record MailboxNumberDocument(uint Number, string Host, string User, string Path, uint UidValidity);
