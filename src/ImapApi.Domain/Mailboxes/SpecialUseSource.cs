namespace ImapApi.Domain.Mailboxes;

/// <summary>How we know a mailbox's role.</summary>
public enum SpecialUseSource
{
    /// <summary>The server said so (SPECIAL-USE, XLIST).</summary>
    Extension,

    /// <summary>Guessed from a well-known name in some language.</summary>
    Name,
}
