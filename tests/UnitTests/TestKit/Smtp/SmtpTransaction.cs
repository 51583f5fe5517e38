namespace ImapApi.TestKit.Smtp;

/// <summary>What a connection has told so far.</summary>
internal sealed class SmtpTransaction
{
    public bool IsGreeted { get; set; }

    public SmtpLogin? Login { get; set; }

    public SmtpCommand? Sender { get; set; }

    public List<SmtpRecipient> Recipients { get; } = [];

    public MemoryStream Content { get; private set; } = new();

    /// <summary>DATA was answered: content comes, not commands.</summary>
    public bool IsContentDue { get; set; }

    /// <summary>STARTTLS was answered: a handshake comes.</summary>
    public bool IsTlsDue { get; set; }

    /// <summary>Forgets the message, not the log-in.</summary>
    public void Reset()
    {
        Sender = null;
        Recipients.Clear();
        Content = new MemoryStream();
    }
}
