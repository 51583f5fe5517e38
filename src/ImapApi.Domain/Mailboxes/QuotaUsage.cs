namespace ImapApi.Domain.Mailboxes;

public sealed record QuotaUsage(long Used, long Limit);
