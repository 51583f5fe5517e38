using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Chaos;

/// <summary>
/// The model: a snapshot of an account's mail, and its event log played upon it. Each event must fit what the ones before it made; what they make together
/// must be what the server holds in the end.
/// </summary>
internal sealed class EventReplay
{
    private readonly Dictionary<string, ReplayedMailbox> _mailboxes;
    private readonly Dictionary<uint, string> _pathOfNumber = [];
    private readonly HashSet<string> _eventIds = [];
    private readonly HashSet<(string Path, string Id)> _deleted = [];
    private readonly Dictionary<string, int> _counts = [];
    private readonly List<(string? Path, string Text)> _problems = [];
    private readonly HashSet<string> _excused = [];

    public EventReplay(IReadOnlyDictionary<string, ServerMailbox> start) => _mailboxes = start.ToDictionary(
        mailbox => mailbox.Key,
        mailbox => new ReplayedMailbox(mailbox.Value.UidValidity, Since: null) { Messages = mailbox.Value.Messages.ToDictionary(message => message.Key, message => message.Value.Flags) });

    /// <summary>The last event played.</summary>
    public long Sequence { get; private set; }

    /// <summary>Events that did not fit.</summary>
    public IReadOnlyList<string> Problems => [.. _problems.Where(problem => problem.Path is null || !_excused.Contains(problem.Path)).Select(problem => problem.Text)];

    /// <summary>The server itself broke its word about these mailboxes: what is told of them cannot fit.</summary>
    public void Excuse(IEnumerable<string> paths) => _excused.UnionWith(paths);

    public int CountOf(string type) => _counts.GetValueOrDefault(type);

    public void Play(JsonElement entry)
    {
        var type = entry.Text("event");
        _counts[type] = CountOf(type) + 1;
        Expect(entry, entry.At("seq").GetInt64() == ++Sequence, $"its number is not {Sequence}");
        Expect(entry, _eventIds.Add(entry.Text("eventId")), "its id was there before");
        Expect(entry, Halves(entry.Text("eventId")).Last == (ulong)Sequence, "its id is of another number");
        if (!entry.TryGetProperty("path", out var path))
            return;
        var data = entry.At("data");
        switch (type)
        {
            case "mailboxNew":
                Expect(entry, _mailboxes.TryAdd(path.GetString()!, new ReplayedMailbox(UidValidity: null, entry.At("date").GetDateTimeOffset())), "the mailbox was there before");
                break;
            case "mailboxDeleted":
                Expect(entry, _mailboxes.Remove(path.GetString()!), "there was no such mailbox");
                break;
            case "mailboxReset":
                Reset(entry, path.GetString()!, data);
                break;
            default:
                if (_mailboxes.TryGetValue(path.GetString()!, out var mailbox))
                    Play(entry, type, path.GetString()!, mailbox, data);
                else
                    Expect(entry, false, "there was no such mailbox");
                break;
        }
    }

    /// <summary>The message ids that were told of a mailbox.</summary>
    public IReadOnlyDictionary<uint, string> IdsIn(string path) => _mailboxes[path].Ids;

    /// <summary>What the server holds and the events do not tell, or the other way round.</summary>
    public IEnumerable<string> DifferencesFrom(IReadOnlyDictionary<string, ServerMailbox> server)
    {
        foreach (var path in _mailboxes.Keys.Except(server.Keys).Except(_excused))
            yield return $"{path} is gone, and not told";
        foreach (var (path, held) in server.Where(mailbox => mailbox.Value != ServerMailbox.Ghost && !_excused.Contains(mailbox.Key)))
        {
            if (!_mailboxes.TryGetValue(path, out var told))
            {
                yield return $"{path} is new, and not told";
                continue;
            }

            if (told.UidValidity is { } uidValidity && uidValidity != held.UidValidity)
                yield return $"{path} has UIDVALIDITY {held.UidValidity}, not {uidValidity}";
            foreach (var (uid, flags) in told.Messages.Where(message => held.Messages.GetValueOrDefault(message.Key)?.Flags != message.Value))
                yield return $"{path} {uid} is told as '{flags}' and is '{held.Messages.GetValueOrDefault(uid)?.Flags ?? "not there"}'";
            foreach (var (uid, message) in held.Messages.Where(message => !told.Messages.ContainsKey(message.Key)))
            {
                if (told.Since is null || message.Received > told.Since || told.Gone.Contains(uid))
                    yield return $"{path} {uid} is there, and not told";
            }
        }
    }

    public override string ToString() => $"{Sequence} events ({string.Join(", ", _counts.OrderByDescending(count => count.Value).Select(count => $"{count.Value} {count.Key}"))})";

    private void Play(JsonElement entry, string type, string path, ReplayedMailbox mailbox, JsonElement data)
    {
        var uid = data.At("uid").GetUInt32();
        var (number, last) = Halves(data.Text("id"));
        Expect(entry, last == uid, "its id is of another UID");
        Expect(entry, (mailbox.Number ??= (uint)number) == number, $"the mailbox had number {mailbox.Number}");
        Expect(entry, !_pathOfNumber.TryGetValue((uint)number, out var owner) || owner == path, $"the number is that of {owner}");
        _pathOfNumber[(uint)number] = path;
        mailbox.Ids[uid] = data.Text("id");
        var isKnown = mailbox.Messages.TryGetValue(uid, out var flags);
        Expect(entry, !mailbox.Gone.Contains(uid), "the message was gone");
        switch (type)
        {
            case "messageNew":
                Expect(entry, !isKnown, "the message was there before");
                mailbox.Messages[uid] = FlagText.Of(Texts(data, "flags"));
                if (data.TryGetProperty("movedFrom", out var origin))
                    Expect(entry, _deleted.Remove((origin.Text("path"), origin.Text("id"))), "what it was moved from was not deleted, or had been moved before");
                break;
            case "messageDeleted":
                Expect(entry, isKnown || mailbox.Since is not null, "there was no such message");
                mailbox.Messages.Remove(uid);
                mailbox.Gone.Add(uid);
                _deleted.Add((path, data.Text("id")));
                break;
            case "messageUpdated":
                Expect(entry, isKnown || mailbox.Since is not null, "there was no such message");
                Update(entry, mailbox, uid, flags, data.At("changes").At("flags"));
                break;
            default:
                Expect(entry, false, "it is of no known type");
                break;
        }
    }

    private void Update(JsonElement entry, ReplayedMailbox mailbox, uint uid, string? flags, JsonElement changes)
    {
        var value = FlagText.Of(Texts(changes, "value"));
        if (flags is not null)
        {
            var before = FlagText.Split(flags);
            Expect(entry, FlagText.Of(before.Except(Texts(changes, "deleted")).Concat(Texts(changes, "added"))) == value, $"its changes do not lead from '{flags}' to '{value}'");
            Expect(entry, !before.Intersect(Texts(changes, "added")).Any() && !Texts(changes, "deleted").Except(before).Any(), $"it tells changes that were none to '{flags}'");
        }

        mailbox.Messages[uid] = value;
    }

    private void Reset(JsonElement entry, string path, JsonElement data)
    {
        Expect(entry, _mailboxes.Remove(path, out var former), "there was no such mailbox");
        var previous = data.At("prevUidValidity").GetUInt32();
        Expect(entry, former?.UidValidity is null || former.UidValidity == previous, $"UIDVALIDITY was {former?.UidValidity}");
        Expect(entry, previous != data.At("uidValidity").GetUInt32(), "UIDVALIDITY is as it was");
        _mailboxes[path] = new ReplayedMailbox(data.At("uidValidity").GetUInt32(), entry.At("date").GetDateTimeOffset());
    }

    private void Expect(JsonElement entry, bool isAsExpected, string problem)
    {
        if (!isAsExpected)
            _problems.Add((entry.TryGetProperty("path", out var path) ? path.GetString() : null, $"{problem}: {entry.GetRawText()}"));
    }

    private static string[] Texts(JsonElement data, string name) => data.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    /// <summary>Of an id: its two numbers of equal length, big-endian.</summary>
    private static (ulong First, ulong Last) Halves(string id) => Base64Url.DecodeFromChars(id) is { Length: 8 } message
        ? (BinaryPrimitives.ReadUInt32BigEndian(message), BinaryPrimitives.ReadUInt32BigEndian(message.AsSpan(4)))
        : Base64Url.DecodeFromChars(id) is { Length: 16 } entry ? (BinaryPrimitives.ReadUInt64BigEndian(entry), BinaryPrimitives.ReadUInt64BigEndian(entry.AsSpan(8))) : (0, 0);
}
