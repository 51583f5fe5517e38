using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Something to be done for an entry at its time.</summary>
/// <param name="Round">How often it was done before.</param>
internal sealed record OutboxTask(OutboxTask.What Kind, AccountId Account, QueueId Id, int Round = 0)
{
    internal enum What
    {
        /// <summary>Hand it to the submission server.</summary>
        Send,

        /// <summary>Look for the copy of one whose fate is unknown.</summary>
        Look,

        /// <summary>Do what follows a sent message, which its attempt could not do any more, or not yet.</summary>
        Effects,

        /// <summary>The store failed while it was written: if it is there, its caller knows nothing of it.</summary>
        Reclaim,
    }
}
