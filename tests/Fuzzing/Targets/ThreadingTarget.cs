using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Fuzzing.Targets;

/// <summary>What a reply takes over from headers that strangers wrote: ids, a subject, recipients; and how messages belong together.</summary>
internal sealed class ThreadingTarget : IFuzzTarget
{
    private const int LongestSubject = 2000;
    private const int LongestPrefix = 5;

    public string Name => "threading";

    public int MaxLength => 4096;

    public IReadOnlyList<string> Samples =>
    [
        "<a@b.example> (comment) <c@d>\n<e@f>\nRe: Plan\nBob <bob@example.org>", "<one@x><two@y>, garbage <no> <three@z\n\nAW: Re[2]: Fwd: x\na@b\nA@B\nc@d", "\n<x@y>\nFWD：主题\n", "<a@b>\n<a@b>\nre:\u2028x\u0085y\nself@example.com\nb@c",
    ];

    public IReadOnlyList<string> Words => ["<", ">", "@", "<a@b>", "<c@d>", "\n", "\r", " ", "\t", "\0", "(", ")", "\"", ",", "Re: ", "RE:", "Fwd:", "[2]", "^3", "AW: ", "答复：", "：", "\u0085", "\u2028", "🎉", "ü", "self@example.com", "SELF@example.com", "x@y", "<<", ">>", "=?utf-8?Q?x?="];

    public void Check(byte[] input)
    {
        var lines = FuzzText.Of(input).Split('\n');
        var references = Ids(lines[0]);
        var answered = Ids(lines.ElementAtOrDefault(1) ?? "");
        Chain(new ThreadHeaders(answered.Count > 0 ? answered[^1] : null, answered, references));
        Subject(lines.ElementAtOrDefault(2) ?? "");
        Recipients([.. lines.Skip(3).Select(line => new EmailAddress(line, line.Trim()))]);
        Groups(lines);
    }

    private static IReadOnlyList<string> Ids(string header)
    {
        var ids = InternetMessageId.FindAll(header);
        var at = 0;
        foreach (var id in ids)
        {
            Finding.Unless(InternetMessageId.IsValid(id) && id.Length <= InternetMessageId.MaxLength && id.All(letter => letter is > ' ' and < '\u007F') && id.IndexOfAny(['<', '>'], 1) == id.Length - 1, $"an id is one word: {id}");
            at = header.IndexOf(id, at, StringComparison.Ordinal);
            Finding.Unless(at >= 0, "ids are found in their order");
            at += id.Length;
        }

        return ids;
    }

    private static void Chain(ThreadHeaders original)
    {
        var chain = ReplyThreading.References(original);
        if (original.MessageId is not { } parent)
        {
            Finding.Unless(chain.Count == 0, "what has no id is not referred to");
            return;
        }

        Finding.Unless(chain.Count is > 0 and <= ReplyThreading.MaxReferences && chain[^1] == parent && chain.Distinct().Count() == chain.Count, "a chain ends with its parent, and names nothing twice");
        var first = original.References.Concat(original.References.Count == 0 && original.InReplyTo.Count == 1 ? original.InReplyTo : []).FirstOrDefault(id => id != parent);
        Finding.UnlessEqual(chain[0], first ?? parent, "a chain begins with what began it");
        Finding.UnlessEqual(ReplyThreading.InReplyTo(original, ReferenceAction.Reply), parent, "a reply answers its parent");
        Finding.Unless(ReplyThreading.InReplyTo(original, ReferenceAction.Forward) is null, "a forward answers nobody");
    }

    private static void Subject(string original)
    {
        foreach (var action in new[] { ReferenceAction.Reply, ReferenceAction.Forward })
        {
            var subject = ReplySubject.Derive(original, action);
            Finding.Unless(FuzzText.IsHarmless(subject) && subject.Length <= LongestSubject + LongestPrefix, "a subject is one line");
            Finding.Unless(subject.Length > LongestSubject || ReplySubject.Derive(subject, action) == subject, "a subject is prefixed once");
        }
    }

    private static void Recipients(EmailAddress[] addresses)
    {
        const string self = "self@example.com";
        var half = addresses.Length / 2;
        var (to, cc) = (addresses[..half], addresses[half..]);
        var answered = ReplyRecipients.Reply(addresses.FirstOrDefault(), to, cc, self);
        var all = ReplyRecipients.All(answered, to, cc, self);
        Finding.Unless(answered.Concat(all).Select(address => address.Address.ToUpperInvariant()).Distinct().Count() == answered.Count + all.Count, "nobody gets it twice");
        Finding.Unless(all.All(address => address.Address.Length > 0 && !string.Equals(address.Address, self, StringComparison.OrdinalIgnoreCase)), "a sender does not answer himself");
        Finding.Unless(answered.Concat(all).All(addresses.Contains), "who gets it had it, or wrote it");
    }

    private static void Groups(string[] lines)
    {
        ThreadableMessage[] messages = [.. lines.Select((line, at) => new ThreadableMessage((uint)at + 1, InternetMessageId.FindAll(line) is [var first, ..] ? first : null, [.. InternetMessageId.FindAll(line).Skip(1)], line.Trim('<', '>', ' '), line.StartsWith('R')))];
        var groups = ThreadGrouping.Group(messages);
        Finding.Unless(groups.SelectMany(group => group).Order().SequenceEqual(messages.Select(message => message.Uid)), "every message is in one group");
        Finding.Unless(groups.All(group => group.SequenceEqual(group.Order())) && groups.Select(group => group[0]).SequenceEqual(groups.Select(group => group[0]).Order()), "groups come in the order of their oldest messages");
        var groupOf = groups.SelectMany((group, number) => group.Select(uid => (uid, number))).ToDictionary(pair => pair.uid, pair => pair.number);
        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            foreach (var id in message.References.Concat(message.InternetMessageId is { } own ? [own] : []))
                Finding.Unless(named.TryAdd(id, groupOf[message.Uid]) || named[id] == groupOf[message.Uid], "what refers to the same belongs together");
        }
    }
}
