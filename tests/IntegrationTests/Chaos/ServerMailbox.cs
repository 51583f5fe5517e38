namespace ImapApi.IntegrationTests.Chaos;

/// <summary>A mailbox as its server shows it.</summary>
internal sealed record ServerMailbox(uint UidValidity, IReadOnlyDictionary<uint, ServerMessage> Messages)
{
    /// <summary>
    /// Listed, and not to be opened: Dovecot's list index may go on showing, even with a status, what was renamed or deleted. Whether that is a mailbox is
    /// not for us to say.
    /// </summary>
    public static ServerMailbox Ghost { get; } = new(0, new Dictionary<uint, ServerMessage>());
}
