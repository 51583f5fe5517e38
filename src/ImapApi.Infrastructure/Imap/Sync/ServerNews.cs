using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>One thing a server said of the selected mailbox without being asked, in the order it was said: sequence numbers mean what they meant then.</summary>
internal abstract record ServerNews
{
    private ServerNews()
    {
    }

    /// <summary>EXISTS.</summary>
    internal sealed record Exists(int Count) : ServerNews;

    /// <summary>EXPUNGE.</summary>
    /// <param name="Index">From 0.</param>
    internal sealed record Expunged(int Index) : ServerNews;

    /// <summary>VANISHED (RFC 7162 §3.2.10). May name any number of UIDs.</summary>
    internal sealed record Vanished(UidSet Uids) : ServerNews;

    /// <summary>FETCH with FLAGS.</summary>
    /// <param name="Index">From 0.</param>
    /// <param name="Uid">0 where the server did not say.</param>
    internal sealed record Marked(int Index, uint Uid, MessageMarks Marks) : ServerNews;
}
