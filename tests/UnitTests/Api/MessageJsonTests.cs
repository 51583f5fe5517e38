using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Domain.Bounces;
using ImapApi.Domain.Calendars;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class MessageJsonTests
{
    private static readonly MessageOutline SeedOutline = new(
        new Uid(481), new DateTimeOffset(2019, 10, 7, 9, 5, 23, TimeSpan.FromHours(3)), null, 4334, "Test message",
        new EmailAddress("Peter Põder", "Peter.Poder@example.com"), null, [], [new EmailAddress("", "andris@imapapi.com")], [], [],
        "<0ebdd7b084794911b03986c827128f1b@example.com>", null, null, null,
        [Leaf("1", "text/plain", 17), Leaf("2", "text/html", 2135)]);

    private static readonly MessageId Id = new(new MailboxNumber(1), new Uid(481));

    [Fact]
    public void The_seeds_listing_is_written_byte_for_byte()
    {
        var json = Write(new MessagePage(194, 0, 10, [new MessageSummary(Id, SeedOutline, FlagSet.Create([Flag.Seen]), null)]));

        // The seed shows neither the total nor the flags.
        json.Replace("\"total\":194,", "", StringComparison.Ordinal).Replace("\"flags\":[\"\\\\Seen\"],", "", StringComparison.Ordinal).ShouldBe(
            """{"page":0,"pages":10,"messages":[{"id":"AAAAAQAAAeE","uid":481,"date":"2019-10-07T06:05:23.000Z","size":4334,"subject":"Test message","from":{"name":"Peter Põder","address":"Peter.Poder@example.com"},"to":[{"name":"","address":"andris@imapapi.com"}],"messageId":"<0ebdd7b084794911b03986c827128f1b@example.com>","text":{"id":"AAAAAQAAAeGTkaExkaEykA","encodedSize":{"plain":17,"html":2135}}}]}""");
    }

    [Fact]
    public void A_message_that_was_known_is_written_as_one_that_was_not_with_the_flags_of_now()
    {
        var rich = Full().Summary with { Labels = null, Preview = null };
        MessageSummary[] first = [rich, new(Id, SeedOutline, FlagSet.Create([Flag.Seen]), null), new(Id, SeedOutline with { Subject = "other" }, FlagSet.Empty, null)];
        var flagged = first.Select(message => message with { Flags = FlagSet.Create([Flag.Flagged, "$\"wo\"rk"]) }).ToArray();
        MessageSummary[] others = [rich with { Labels = ["work"] }, rich with { Preview = "Hello" }];

        foreach (var messages in (MessageSummary[][])[first, first, flagged, [.. first, .. others, .. flagged], [.. others, .. first]])
            Write(new MessagePage(3, 0, 1, [.. messages.Select(message => message with { IsKnown = true })])).ShouldBe(Write(new MessagePage(3, 0, 1, messages)));
    }

    [Fact]
    public void Everything_a_message_may_have_is_written_in_the_contracts_order()
    {
        var node = JsonNode.Parse(Write(Full()))!.AsObject();

        node.Select(key => key.Key).ShouldBe(["id", "uid", "emailId", "threadId", "date", "unseen", "flagged", "answered", "draft", "flags", "size", "subject", "from", "sender",
            "replyTo", "to", "cc", "bcc", "attachments", "messageId", "inReplyTo", "headers", "labels", "autoReply", "bounce", "calendar", "preview", "text"]);
        node["attachments"]!.ToJsonString().ShouldBe(new JsonArray(
            new JsonObject { ["id"] = "AAAAAQAAAeEy", ["contentType"] = "image/png", ["encodedSize"] = 100, ["filename"] = "a.png", ["embedded"] = true, ["inline"] = true, ["contentId"] = "<c>" },
            new JsonObject { ["id"] = "AAAAAQAAAeEz", ["contentType"] = "text/csv", ["encodedSize"] = 7, ["embedded"] = false, ["inline"] = false }).ToJsonString());
        node["text"]!.ToJsonString(ApiJson.Web.Options).ShouldBe("""{"id":"AAAAAQAAAeGTkqExoTSRoTWSoTahNw","encodedSize":{"plain":11,"html":2,"calendar":9},"plain":"<p>","html":"ü","safeHtml":"<b>ü</b>","blockedRemote":2,"omittedImages":1,"hasMore":true}""");
        node["bounce"]!.ToJsonString(ApiJson.Web.Options).ShouldBe("""{"recipients":[{"address":"b@example.org","originalAddress":"a@example.org","action":"failed","status":"5.1.1","diagnostic":"550 No","remoteMta":"mx.example.org"}],"reportingMta":"mx.example.com","original":{"messageId":"<1@x>","subject":"S","envelopeId":"env","queueId":"QUEUE","id":"AAAAAQAAAeE"}}""".Replace("QUEUE", Bounce.Original.Queue.ToString(), StringComparison.Ordinal));
        node["calendar"]!.ToJsonString(ApiJson.Web.Options).ShouldBe("""{"method":"REQUEST","uid":"1@x","sequence":2,"summary":"Lunch","location":"Here","status":"CONFIRMED","organizer":{"name":"Ann","address":"ann@example.com"},"attendees":[{"name":"","address":"bob@example.com","partstat":"NEEDS-ACTION","role":"CHAIR","rsvp":true}],"start":{"dateTime":"2026-03-01T10:00:00","timeZone":"Europe/Berlin","utc":"2026-03-01T09:00:00.000Z"},"end":{"date":"2026-03-02"},"allDay":false,"recurrenceRule":"FREQ=DAILY","recurrenceId":{"dateTime":"2026-03-01T10:00:00"},"events":2}""");
        node["headers"]!.ToJsonString().ShouldBe("""{"received":["a","b"]}""");
    }

    [Fact]
    public void What_is_written_is_what_the_api_description_says()
    {
        var strict = new JsonSerializerOptions(ApiJson.Web.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, TypeInfoResolver = ApiJson.Web };
        var written = Write(Full());

        var read = JsonSerializer.Deserialize<MessageDetailsResponse>(written, strict)!;

        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(read, strict), JsonNode.Parse(written)).ShouldBeTrue();
        typeof(MessageDetailsResponse).GetProperties().ShouldAllBe(property => property.GetValue(read) != null);
    }

    [Fact]
    public void A_message_without_structure_still_has_a_text()
    {
        var bare = SeedOutline with { Leaves = [], From = null, To = [], InternetMessageId = null };

        JsonNode.Parse(Write(new MessagePage(1, 0, 1, [new MessageSummary(Id, bare, FlagSet.Empty, null)])))!["messages"]![0]!.ToJsonString()
            .ShouldBe("""{"id":"AAAAAQAAAeE","uid":481,"date":"2019-10-07T06:05:23.000Z","unseen":true,"flags":[],"size":4334,"subject":"Test message","text":{"id":"AAAAAQAAAeGTkJCQ","encodedSize":{}}}""");
    }

    private static MessageDetails Full() => new(
        new MessageSummary(Id, SeedOutline with
        {
            Sender = new EmailAddress("S", "s@example.com"),
            ReplyTo = [new EmailAddress("R", "r@example.com")],
            Cc = [new EmailAddress("C", "c@example.com")],
            Bcc = [new EmailAddress("B", "b@example.com")],
            InReplyTo = "<x@y>",
            IsAutoReply = true,
            EmailId = "E",
            ThreadId = "T",
            Leaves =
            [
                Leaf("1", "text/plain", 10), Leaf("2", "image/png", 100) with { IsAttachment = true, Embedded = true, Inline = true, FileName = "a.png", ContentId = "<c>" },
                Leaf("3", "text/csv", 7) with { IsAttachment = true }, Leaf("4", "text/plain", 1), Leaf("5", "text/html", 2), Leaf("6", "text/calendar", 4), Leaf("7", "text/calendar", 5),
            ],
        }, FlagSet.Create([Flag.Flagged, Flag.Answered, Flag.Draft, "$Work"]), ["\\Important"], "Hello"),
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["received"] = ["a", "b"] },
        new MessageText("<p>", "ü", HasMore: true, new SafeHtml("<b>ü</b>", 2, 1, IsCut: false)))
    {
        Calendar = Invitation,
        Bounce = Bounce,
    };

    private static Bounce Bounce { get; } = new(
        [new BouncedRecipient("b@example.org", DeliveryAction.Failed, "5.1.1", "550 No", "mx.example.org", "a@example.org")],
        "mx.example.com",
        new BouncedMessage("<1@x>", "S", "env") { Queue = QueueId.Create(DateTimeOffset.UnixEpoch, 0, 1), Copy = Id });

    private static Invitation Invitation { get; } = new(
        "REQUEST", "1@x", 2, "Lunch", "Here", "CONFIRMED", new CalendarPerson("Ann", "ann@example.com"), [new CalendarPerson("", "bob@example.com", "NEEDS-ACTION", "CHAIR", IsAnswerWanted: true)],
        new CalendarTime(new DateTime(2026, 3, 1, 10, 0, 0), IsDay: false, "Europe/Berlin", new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero)),
        new CalendarTime(new DateTime(2026, 3, 2), IsDay: true, null, null), "FREQ=DAILY", new CalendarTime(new DateTime(2026, 3, 1, 10, 0, 0), IsDay: false, null, null), Events: 2);

    private static BodyLeaf Leaf(string part, string type, uint size) =>
        new(PartNumber.Parse(part), type, "7bit", "utf-8", size, null, null, IsAttachment: false, Embedded: false, Inline: false, IsFlowed: false, DelSp: false);

    private static string Write(MessagePage page)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageJson.Write(output, page);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Write(MessageDetails message)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageJson.Write(output, message);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
