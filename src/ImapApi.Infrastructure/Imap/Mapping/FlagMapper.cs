using ImapApi.Domain.Messages;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>Flags between MailKit's bits and keywords, and ours.</summary>
internal static class FlagMapper
{
    private static readonly (MessageFlags Bit, string Name)[] System =
    [
        (MessageFlags.Seen, Flag.Seen), (MessageFlags.Answered, Flag.Answered), (MessageFlags.Flagged, Flag.Flagged),
        (MessageFlags.Deleted, Flag.Deleted), (MessageFlags.Draft, Flag.Draft),
    ];

    private static readonly MessageFlags AllSystem = System.Aggregate(MessageFlags.None, (all, flag) => all | flag.Bit);

    /// <summary>Most messages have no keyword: their sets are made once, indexed by their bits.</summary>
    private static readonly FlagSet[] WithoutKeywords =
        [.. Enumerable.Range(0, (int)AllSystem + 1).Select(bits => FlagSet.Create(Names((MessageFlags)bits)))];

    public static FlagSet ToFlagSet(IMessageSummary summary)
    {
        var system = summary.Flags.GetValueOrDefault() & AllSystem;
        return summary.Keywords is not { Count: > 0 } keywords ? WithoutKeywords[(int)system] : FlagSet.Create(Names(system).Concat(keywords.Where(keyword => keyword.Length > 0)));
    }

    public static (MessageFlags System, IReadOnlyList<string> Keywords) FromNames(IEnumerable<string> names)
    {
        var system = MessageFlags.None;
        var keywords = new List<string>();
        foreach (var name in names)
        {
            var index = Array.FindIndex(System, flag => string.Equals(flag.Name, name, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
                system |= System[index].Bit;
            else
                keywords.Add(name);
        }

        return (system, keywords);
    }

    private static IEnumerable<string> Names(MessageFlags flags) => System.Where(flag => flags.HasFlag(flag.Bit)).Select(flag => flag.Name);
}
