using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>What a pass found out beside what the observer heard.</summary>
/// <param name="Present">Exactly these UIDs are there; null: not listed.</param>
/// <param name="Deleted">Known UIDs that are gone.</param>
/// <param name="Marks">Flags that were asked for one by one.</param>
internal sealed record PassAnswer(UidSet? Present, UidSet Deleted, IReadOnlyList<MarkedUid> Marks)
{
    public static PassAnswer Nothing { get; } = new(null, UidSet.Empty, []);

    public static PassAnswer Listed(UidSet present) => new(present, UidSet.Empty, []);
}
