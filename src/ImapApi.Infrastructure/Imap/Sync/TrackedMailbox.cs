using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>A mailbox whose changes are followed.</summary>
/// <param name="Name">The last part of its path.</param>
/// <param name="Index">What is known of it.</param>
internal sealed record TrackedMailbox(MailboxNumber Number, MailboxPath Path, string Name, SpecialUse? SpecialUse, MailboxIndex Index)
{
    /// <summary>How the index is stored: kept by <see cref="IMailboxIndexes"/>.</summary>
    public StoredForm Stored { get; init; }

    /// <param name="Bytes">Of the whole, when it was last written.</param>
    /// <param name="Steps">Written since.</param>
    /// <param name="StepBytes">Of these.</param>
    internal readonly record struct StoredForm(int Bytes, int Steps, int StepBytes);
}
