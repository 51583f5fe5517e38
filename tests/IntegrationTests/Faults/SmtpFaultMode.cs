namespace ImapApi.IntegrationTests.Faults;

/// <summary>How the message is submitted.</summary>
internal enum SmtpFaultMode
{
    /// <summary>Within the request, on a new connection.</summary>
    Direct,

    /// <summary>Within the request, on a connection that was kept from an earlier message.</summary>
    Kept,

    /// <summary>By way of the outbox, which tries again.</summary>
    Queued,
}
