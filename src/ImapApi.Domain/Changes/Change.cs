using ImapApi.Domain.Accounts;
using ImapApi.Domain.Bounces;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Domain.Changes;

/// <summary>Something seen to happen to an account, before it is an entry of the event log.</summary>
/// <param name="Path">The mailbox it happened in; null for what concerns the account.</param>
public abstract record Change(EventType Type, MailboxPath? Path)
{
    /// <summary>A message appeared in a mailbox that was known before.</summary>
    /// <param name="MovedFrom">Where it was before, when that is known.</param>
    public sealed record MessageArrived(MailboxPath Mailbox, MessageSummary Message, MessageOrigin? MovedFrom) : Change(EventType.MessageNew, Mailbox);

    /// <summary>The message that has just arrived tells that another one could not be delivered.</summary>
    public sealed record MessageBounced(MailboxPath Mailbox, MessageId Message, Bounce Bounce) : Change(EventType.MessageBounce, Mailbox);

    /// <summary>A message has gone from a mailbox, also by being moved.</summary>
    public sealed record MessageDeleted(MailboxPath Mailbox, MessageId Message) : Change(EventType.MessageDeleted, Mailbox);

    public sealed record MessageUpdated(MailboxPath Mailbox, MessageId Message, MarksChange Marks) : Change(EventType.MessageUpdated, Mailbox);

    /// <param name="RenamedFrom">The former path, when we renamed it ourselves.</param>
    public sealed record MailboxAdded(MailboxPath Mailbox, string Name, SpecialUse? SpecialUse, MailboxPath? RenamedFrom) : Change(EventType.MailboxNew, Mailbox);

    public sealed record MailboxRemoved(MailboxPath Mailbox, string Name, SpecialUse? SpecialUse) : Change(EventType.MailboxDeleted, Mailbox);

    /// <summary>All ids of the mailbox's messages have become void: its UIDVALIDITY changed, or what we knew of it was lost.</summary>
    public sealed record MailboxReset(MailboxPath Mailbox, string Name, SpecialUse? SpecialUse, uint UidValidity, uint? PreviousUidValidity) : Change(EventType.MailboxReset, Mailbox);

    public sealed record AccountAdded(string Name) : Change(EventType.AccountAdded, Path: null);

    /// <summary>All mailboxes are known now: from here on every change is told.</summary>
    public sealed record AccountInitialized(int Mailboxes) : Change(EventType.AccountInitialized, Path: null);

    public sealed record AccountDeleted() : Change(EventType.AccountDeleted, Path: null);

    /// <summary>The mail server refused the log-in: the first time since it last succeeded.</summary>
    public sealed record AuthenticationFailed(AccountError Error) : Change(EventType.AuthenticationError, Path: null);

    /// <summary>The mail server accepted the log-in: for the first time, or again after it had refused.</summary>
    public sealed record AuthenticationSucceeded(string User) : Change(EventType.AuthenticationSuccess, Path: null);

    /// <summary>The mail server cannot be reached: the first failure of a series.</summary>
    public sealed record ConnectFailed(AccountError Error) : Change(EventType.ConnectError, Path: null);

    /// <summary>The submission server took a message.</summary>
    public sealed record MessageSent(OutboxEntry Entry) : Change(EventType.MessageSent, Path: null);

    /// <summary>A message was not sent this time and is tried again, or may have been sent and is not.</summary>
    public sealed record MessageDelayed(OutboxEntry Entry) : Change(EventType.MessageDeliveryError, Path: null);

    /// <summary>A message was not sent, and is not tried again.</summary>
    public sealed record MessageFailed(OutboxEntry Entry) : Change(EventType.MessageFailed, Path: null);

    /// <param name="First">The first and the last sequence number that were removed before they were delivered.</param>
    public sealed record EventsLost(long First, long Last) : Change(EventType.EventsLost, Path: null);
}
