namespace ImapApi.Domain.Changes;

/// <summary>What an event tells. The contract's word is the name in camel case, see <see cref="EventTypeNames"/>. The numbers are stored: never change one.</summary>
public enum EventType
{
    MessageNew = 1,
    MessageDeleted = 2,
    MessageUpdated = 3,
    MailboxNew = 4,
    MailboxDeleted = 5,
    MailboxReset = 6,
    AccountAdded = 7,
    AccountInitialized = 8,
    AccountDeleted = 9,
    AuthenticationError = 10,
    AuthenticationSuccess = 11,
    ConnectError = 12,
    MessageSent = 13,
    MessageDeliveryError = 14,
    MessageFailed = 15,

    /// <summary>Events were removed from the log before they could be delivered.</summary>
    EventsLost = 16,

    /// <summary>A message arrived that tells of another one's failure.</summary>
    MessageBounce = 17,
}
