using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Events;

/// <summary>The names under which the event log is stored. It outlives its account until its events are delivered or too old.</summary>
internal static class EventKeys
{
    /// <summary>The heads of a partition's accounts.</summary>
    public const string Heads = "event-heads";

    /// <summary>The partition's feed, see <see cref="FeedEntry"/>.</summary>
    public const string Feed = "event-feed";

    public static DocumentKey Head(Partition partition, AccountId account) => new(partition, Heads, account.Key);

    public static string Log(AccountId account) => "events:" + account.Key;
}
