using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json;

namespace ImapApi.IntegrationTests.Chaos;

/// <summary>The model notices every way in which a log could be wrong.</summary>
public sealed class EventReplayTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_log_that_tells_what_happened_is_found_right()
    {
        var replay = Replay(
            Event(1, "messageNew", "INBOX", """{"id":"@3","uid":3,"flags":["\\Seen"]}"""),
            Event(2, "messageUpdated", "INBOX", """{"id":"@1","uid":1,"changes":{"flags":{"added":["\\Flagged"],"value":["\\Flagged"]}}}"""),
            Event(3, "messageDeleted", "INBOX", """{"id":"@2","uid":2}"""));

        replay.Problems.ShouldBeEmpty();
        replay.DifferencesFrom(Server(("\\Flagged", 1), ("\\Seen", 3))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("messageNew", """{"id":"@2","uid":2,"flags":[]}""", "was there before")]
    [InlineData("messageNew", """{"id":"@4","uid":3,"flags":[]}""", "of another UID")]
    [InlineData("messageDeleted", """{"id":"@9","uid":9}""", "no such message")]
    [InlineData("messageUpdated", """{"id":"@1","uid":1,"changes":{"flags":{"deleted":["\\Seen"],"value":[]}}}""", "changes that were none")]
    [InlineData("messageUpdated", """{"id":"@1","uid":1,"changes":{"flags":{"added":["\\Seen"],"value":["\\Draft"]}}}""", "do not lead")]
    [InlineData("messageNew", """{"id":"@3","uid":3,"flags":[],"movedFrom":{"path":"Work","id":"@1"}}""", "was not deleted")]
    [InlineData("mailboxNew", "{}", "was there before")]
    [InlineData("mailboxReset", """{"uidValidity":7,"prevUidValidity":7}""", "as it was")]
    public void An_event_that_does_not_fit_is_noticed(string type, string data, string problem) =>
        Replay(Event(1, type, "INBOX", data)).Problems.ShouldContain(text => text.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void A_gap_and_an_id_that_comes_twice_are_noticed()
    {
        var gap = Replay(Event(2, "messageDeleted", "INBOX", """{"id":"@1","uid":1}"""));
        gap.Problems.ShouldContain(text => text.Contains("number is not 1", StringComparison.Ordinal));

        var first = Event(1, "messageDeleted", "INBOX", """{"id":"@1","uid":1}""");
        Replay(first, first).Problems.ShouldContain(text => text.Contains("id was there before", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_told_is_noticed()
    {
        var replay = Replay();

        replay.DifferencesFrom(Server(("", 1))).ShouldHaveSingleItem().ShouldContain("INBOX 2 is told as");
        replay.DifferencesFrom(Server(("", 1), ("", 2), ("", 3))).ShouldHaveSingleItem().ShouldContain("INBOX 3 is there, and not told");
        replay.DifferencesFrom(Server(("", 1), ("\\Seen", 2))).ShouldHaveSingleItem().ShouldContain("INBOX 2 is told as '' and is '\\Seen'");
        replay.DifferencesFrom(new Dictionary<string, ServerMailbox>()).ShouldHaveSingleItem().ShouldContain("INBOX is gone");
    }

    [Fact]
    public void What_came_into_a_new_mailbox_after_it_was_told_has_to_be_told()
    {
        var replay = Replay(Event(1, "mailboxNew", "Work", "{}"));
        var server = Server(("", 1), ("", 2));
        server["Work"] = new ServerMailbox(5, new Dictionary<uint, ServerMessage> { [1] = new("", Start.AddSeconds(-1)), [2] = new("", Start.AddSeconds(1)) });

        replay.DifferencesFrom(server).ShouldBe(["Work 2 is there, and not told"]);
    }

    /// <summary>INBOX, UIDVALIDITY 7, held two messages without flags.</summary>
    private static EventReplay Replay(params JsonElement[] events)
    {
        var replay = new EventReplay(Server(("", 1), ("", 2)));
        foreach (var entry in events)
            replay.Play(entry);
        return replay;
    }

    private static Dictionary<string, ServerMailbox> Server(params (string Flags, uint Uid)[] messages) =>
        new() { ["INBOX"] = new ServerMailbox(7, messages.ToDictionary(message => message.Uid, message => new ServerMessage(message.Flags, Start))) };

    /// <param name="data">@n is the id of UID n in mailbox 1.</param>
    private static JsonElement Event(long sequence, string type, string path, string data)
    {
        for (uint uid = 1; uid < 10; uid++)
            data = data.Replace($"\"@{uid}\"", $"\"{Id(uid)}\"", StringComparison.Ordinal);
        var eventId = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(eventId.AsSpan(8), sequence);
        using var document = JsonDocument.Parse(
            $$"""{"seq":{{sequence}},"eventId":"{{Base64Url.EncodeToString(eventId)}}","event":"{{type}}","date":"{{Start:O}}","path":"{{path}}","data":{{data}}}""");
        return document.RootElement.Clone();
    }

    private static string Id(uint uid)
    {
        var id = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(id, 1);
        BinaryPrimitives.WriteUInt32BigEndian(id.AsSpan(4), uid);
        return Base64Url.EncodeToString(id);
    }
}
