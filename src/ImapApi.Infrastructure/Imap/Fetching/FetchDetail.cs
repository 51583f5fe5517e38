namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>How much is asked of a message: less each time it breaks the connection alone.</summary>
internal enum FetchDetail
{
    Outline,

    /// <summary>Everything was asked once more, because a lost connection may have had any reason.</summary>
    OutlineAgain,

    WithoutStructure,
    Bare,

    /// <summary>It is there, and that is all we know.</summary>
    Nothing,
}
