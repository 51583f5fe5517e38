using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>What is written of one mailbox.</summary>
internal abstract record IndexWrite(TrackedMailbox Mailbox)
{
    /// <summary>It is followed from now on, or its index was made anew.</summary>
    internal sealed record Put(TrackedMailbox Mailbox) : IndexWrite(Mailbox);

    /// <summary>One step.</summary>
    /// <param name="Mailbox">As it is after the step.</param>
    internal sealed record Advance(TrackedMailbox Mailbox, IndexDelta Delta) : IndexWrite(Mailbox);

    internal sealed record Remove(TrackedMailbox Mailbox) : IndexWrite(Mailbox);
}
