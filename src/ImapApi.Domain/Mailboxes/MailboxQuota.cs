namespace ImapApi.Domain.Mailboxes;

/// <summary>How much may be in a mailbox, with all others that share its quota root (RFC 9208).</summary>
/// <param name="Root">The quota root's name; null when there is no quota.</param>
public sealed record MailboxQuota(string? Root, QuotaUsage? StorageBytes, QuotaUsage? Messages);
