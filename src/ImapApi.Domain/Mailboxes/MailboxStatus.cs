namespace ImapApi.Domain.Mailboxes;

/// <summary>Live counters (IMAP STATUS).</summary>
public sealed record MailboxStatus(int Messages, int Unseen);
