namespace ImapApi.Domain.Submissions;

/// <summary>
/// Where a message stands on its way to the submission server: <c>scheduled | queued → sending → committing → sent | rejected | failed | unknown | cancelled</c>.
/// The names are stored: never change one.
/// </summary>
public enum OutboxState
{
    /// <summary>Waits for the time that its caller gave.</summary>
    Scheduled,

    /// <summary>Waits for its turn, or to be tried again.</summary>
    Queued,

    /// <summary>Is being handed over; the server cannot have taken it yet.</summary>
    Sending,

    /// <summary>Its end is on its way to the server, which may take it at any moment.</summary>
    Committing,

    /// <summary>The server took it.</summary>
    Sent,

    /// <summary>The server refused it for good.</summary>
    Rejected,

    /// <summary>It was not sent, and is not tried again.</summary>
    Failed,

    /// <summary>It may have been sent: the answer never came. It is not tried again, because that might send it twice.</summary>
    Unknown,

    /// <summary>Its caller took it back in time.</summary>
    Cancelled,
}
