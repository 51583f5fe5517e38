using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Chaos;

/// <summary>Which events lead from one state of a server to the next, when everything was told between two changes. Written as texts, sorted.</summary>
internal static class ExpectedEvents
{
    public static string[] Between(IReadOnlyDictionary<string, ServerMailbox> before, IReadOnlyDictionary<string, ServerMailbox> after) =>
        BetweenReal(Real(before), Real(after));

    private static Dictionary<string, ServerMailbox> Real(IEnumerable<KeyValuePair<string, ServerMailbox>> all) =>
        all.Where(mailbox => mailbox.Value != ServerMailbox.Ghost).ToDictionary(mailbox => mailbox.Key, mailbox => mailbox.Value);

    private static string[] BetweenReal(Dictionary<string, ServerMailbox> before, Dictionary<string, ServerMailbox> after) =>
    [
        .. before.Keys.Except(after.Keys).Select(path => $"{path} mailboxDeleted")
            .Concat(after.Keys.Except(before.Keys).Select(path => $"{path} mailboxNew"))
            .Concat(after.Where(mailbox => before.ContainsKey(mailbox.Key)).SelectMany(mailbox => In(mailbox.Key, before[mailbox.Key], mailbox.Value)))
            .Order(StringComparer.Ordinal),
    ];

    public static string TextOf(JsonElement entry) => entry.Text("event") switch
    {
        "messageNew" => $"{entry.Text("path")} messageNew {entry.At("data").Number("uid")} ({FlagText.Of(entry.At("data").Texts("flags"))})",
        "messageUpdated" => $"{entry.Text("path")} messageUpdated {entry.At("data").Number("uid")} {ChangesOf(entry.At("data").At("changes").At("flags"))}",
        "messageDeleted" => $"{entry.Text("path")} messageDeleted {entry.At("data").Number("uid")}",
        "mailboxReset" => $"{entry.Text("path")} mailboxReset {entry.At("data").Number("prevUidValidity")} {entry.At("data").Number("uidValidity")}",
        _ when entry.Has("path") => $"{entry.Text("path")} {entry.Text("event")}",
        _ => entry.Text("event"),
    };

    private static IEnumerable<string> In(string path, ServerMailbox before, ServerMailbox after)
    {
        if (before.UidValidity != after.UidValidity)
            return [$"{path} mailboxReset {before.UidValidity} {after.UidValidity}"];
        var deleted = before.Messages.Keys.Except(after.Messages.Keys).Select(uid => $"{path} messageDeleted {uid}");
        var arrived = after.Messages.Where(message => !before.Messages.ContainsKey(message.Key)).Select(message => $"{path} messageNew {message.Key} ({message.Value.Flags})");
        var updated = after.Messages
            .Where(message => before.Messages.TryGetValue(message.Key, out var former) && former.Flags != message.Value.Flags)
            .Select(message => $"{path} messageUpdated {message.Key} {ChangeOf(FlagText.Split(before.Messages[message.Key].Flags), FlagText.Split(message.Value.Flags))}");
        return [.. deleted, .. arrived, .. updated];
    }

    private static string ChangeOf(string[] before, string[] after) => $"+({FlagText.Of(after.Except(before))}) -({FlagText.Of(before.Except(after))}) =({FlagText.Of(after)})";

    private static string ChangesOf(JsonElement flags) => $"+({FlagText.Of(ListOf(flags, "added"))}) -({FlagText.Of(ListOf(flags, "deleted"))}) =({FlagText.Of(flags.Texts("value"))})";

    private static string[] ListOf(JsonElement flags, string name) => flags.Has(name) ? flags.Texts(name) : [];
}
