namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>Messages of the selected mailbox that belong together.</summary>
/// <param name="Id">The server's id for the thread, where it has one.</param>
/// <param name="Uids">Ascending.</param>
internal sealed record ThreadedUids(string? Id, IReadOnlyList<uint> Uids)
{
    public uint Newest => Uids[^1];
}
