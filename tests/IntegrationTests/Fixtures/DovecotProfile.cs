namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Which server Dovecot plays. It only changes what is advertised: what a client does not see it must not use.</summary>
public enum DovecotProfile
{
    /// <summary>All that Dovecot can do: IDLE, CONDSTORE, QRESYNC, UIDPLUS, MOVE, SPECIAL-USE, LIST-STATUS, NOTIFY.</summary>
    Full,

    /// <summary>Without QRESYNC and NOTIFY, as many hosted servers are.</summary>
    CondstoreOnly,

    /// <summary>IMAP4rev1 and nothing that helps: no IDLE, no UIDPLUS, no MOVE, no special-use attributes.</summary>
    Plain,

    /// <summary>As <see cref="CondstoreOnly"/>, but the server has to be polled.</summary>
    NoIdle,

    /// <summary>As <see cref="Full"/>, but all mailboxes are below INBOX, levels parted by dots.</summary>
    Prefixed,
}
