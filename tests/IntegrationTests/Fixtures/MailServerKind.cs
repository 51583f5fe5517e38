namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Servers that tell of changes in different ways: see <see cref="DovecotProfile"/>.</summary>
public enum MailServerKind
{
    /// <summary>QRESYNC and NOTIFY.</summary>
    DovecotFull,

    /// <summary>CONDSTORE alone.</summary>
    DovecotCondstore,

    /// <summary>Neither, and no IDLE.</summary>
    DovecotPlain,

    /// <summary>CONDSTORE, and no IDLE.</summary>
    DovecotNoIdle,

    /// <summary>QRESYNC and NOTIFY; everything is below INBOX.</summary>
    DovecotPrefixed,

    /// <summary>QRESYNC, OBJECTID, no NOTIFY; another make.</summary>
    Cyrus,

    /// <summary>None of these, and no UIDNEXT when a mailbox is opened; everything is below INBOX. IDLE that looks once in a second.</summary>
    Courier,
}
