using System.Net;
using System.Text.Json.Nodes;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>
/// What ends a line for somebody, in every field of a submission: refused with the field's name, or sent with exactly the header fields and commands that
/// the harmless value has.
/// </summary>
public sealed class InjectionFlows(SharedServers servers)
{
    private static readonly string[] Breaking = ["\r", "\n", "\r\n", "\n\r", "\r\n\r\n", "\0", "\u000b", "\u000c", "\u001b", "\u007f", "\u0080", "\u0085", "\u2028", "\u2029"];
    private static readonly string[] EightBit = ["é", "\u00a0", "ÿ", "中", "\U0001f600"];

    /// <summary>Each field with a value that is sent.</summary>
    public static TheoryData<string, string> Sendable => new()
    {
        { "subject", "Good morning" },
        { "from.name", "Alice Example" },
        { "from.address", "alice@example.com" },
        { "to.0.name", "Bob Example" },
        { "to.0.address", "bob@example.com" },
        { "cc.0.name", "Carol Example" },
        { "cc.0.address", "carol@example.com" },
        { "bcc.0.name", "Dave Example" },
        { "bcc.0.address", "dave@example.com" },
        { "replyTo.0.name", "Answers" },
        { "replyTo.0.address", "answers@example.com" },
        { "messageId", "<4711@example.com>" },
        { "headers.X-Test", "some value" },
        { "headers.In-Reply-To", "<4710@example.com>" },
        { "headers.References", "<4709@example.com> <4710@example.com>" },
        { "headers.List-Unsubscribe", "<mailto:off@example.com>" },
        { "headers.*", "X-Name" },
        { "attachments.0.filename", "plan.txt" },
        { "attachments.0.contentType", "text/plain" },
        { "attachments.0.contentType", "text/plain; name=\"plan\"" },
        { "attachments.0.contentDisposition", "inline" },
        { "attachments.0.cid", "part1@example.com" },
        { "attachments.0.encoding", "base64" },
        { "envelope.from", "bounces@example.com" },
        { "envelope.to.0", "list@example.com" },
        { "dsn.id", "order-4711" },
        { "dsn.return", "full" },
        { "dsn.notify.0", "failure" },
    };

    [Theory, MemberData(nameof(Sendable))]
    public async Task Nothing_in_a_field_becomes_a_line_of_its_own(string field, string harmless)
    {
        await using var sink = SmtpSink.Start();
        var account = await SendingAccount.RegisterAsync((await servers.ApiAsync()).Client, sink, servers.NewUser());
        (await account.SubmitAsync(With(field, harmless))).Ok();
        var names = SentHeader.Fields(sink.Messages.ShouldHaveSingleItem().Content);
        var commands = Transaction(sink.Commands);
        names.Count.ShouldBeGreaterThan(10);

        foreach (var bad in Breaking)
            await TryAsync(bad, mayBeSent: false);
        foreach (var letter in EightBit)
            await TryAsync(letter, mayBeSent: true);

        SentHeader.FindControl(sink.Received).ShouldBeNull();

        async Task TryAsync(string bad, bool mayBeSent)
        {
            foreach (var value in Around(harmless, bad))
            {
                var (messages, seen) = (sink.Messages.Count, sink.Commands.Count);
                var answer = await account.SubmitAsync(With(field, value));
                if (!mayBeSent || answer.Status == HttpStatusCode.BadRequest)
                {
                    ShouldName(answer, field);
                    sink.Commands.Count.ShouldBe(seen, Escaped(value));
                    continue;
                }

                answer.Ok();
                var sent = sink.Messages.Skip(messages).ShouldHaveSingleItem(Escaped(value));
                SentHeader.Fields(sent.Content).ShouldBe(names, Escaped(value));
                Transaction(sink.Commands.Skip(seen)).ShouldBe(commands, Escaped(value));
                if (!sent.Parameters.Contains("SMTPUTF8"))
                    sent.Header.ShouldAllBe(letter => letter < 0x80);
            }
        }
    }

    [Theory]
    [InlineData("reference.message", "AAAAAQAAAeE")]
    [InlineData("reference.action", "reply")]
    [InlineData("attachments.0.reference", "AAAAAQAAAeEB")]
    [InlineData("sendAt", "2026-01-01T00:00:00Z")]
    public async Task An_id_a_word_and_a_time_are_refused_with_anything_about_them(string field, string harmless)
    {
        await using var sink = SmtpSink.Start();
        var account = await SendingAccount.RegisterAsync((await servers.ApiAsync()).Client, sink, servers.NewUser());

        foreach (var value in Breaking.Concat(EightBit).SelectMany(bad => Around(harmless, bad)))
            ShouldName(await account.SubmitAsync(With(field, value)), field);

        sink.Commands.ShouldBeEmpty();
        (await account.OutboxAsync()).ShouldBeEmpty();
    }

    /// <summary>Before, within and behind the harmless value, then with what it would like to begin.</summary>
    private static IEnumerable<string> Around(string value, string bad) =>
        [bad + value, value[..(value.Length / 2)] + bad + value[(value.Length / 2)..], value + bad, $"{value}{bad}X-Injected: yes", $"{value}{bad} folded", $"{value}>{bad}RCPT TO:<eve@example.com>"];

    private static void ShouldName(ApiAnswer answer, string field)
    {
        if (field == "headers.*")
            answer.Invalid().At("fields").EnumerateArray().ShouldContain(told => told.At("key").GetString()!.StartsWith("headers", StringComparison.Ordinal), answer.Text);
        else
            answer.Invalid(field is "dsn.notify.0" ? "dsn.notify" : field);
    }

    /// <summary>The verbs of a transaction and whatever the sink did not understand, in order.</summary>
    private static IReadOnlyList<SmtpStage> Transaction(IEnumerable<SmtpCommand> commands) =>
        [.. commands.Select(command => command.Stage).Where(stage => stage is SmtpStage.Mail or SmtpStage.Rcpt or SmtpStage.Data or SmtpStage.Content or SmtpStage.Unknown)];

    private static string Escaped(string value) => JsonValue.Create(value).ToJsonString();

    /// <summary>A message with something in every field, and this value in one of them.</summary>
    private static string With(string field, string value)
    {
        var body = new JsonObject
        {
            ["from"] = Address("Alice", "alice@example.com"),
            ["to"] = new JsonArray(Address("Bob", "bob@example.com")),
            ["cc"] = new JsonArray(Address("Carol", "carol@example.com")),
            ["bcc"] = new JsonArray(Address("Dave", "dave@example.com")),
            ["replyTo"] = new JsonArray(Address("Answers", "answers@example.com")),
            ["subject"] = "Hello",
            ["text"] = "Good morning",
            ["html"] = "<p>Good morning</p>",
            ["headers"] = new JsonObject(),
            ["attachments"] = new JsonArray(new JsonObject { ["filename"] = "plan.txt", ["content"] = "cGxhbg==" }),
        };
        var path = field.Split('.');
        body[path[0]] ??= path[0] switch
        {
            "envelope" => new JsonObject { ["from"] = "bounces@example.com", ["to"] = new JsonArray("list@example.com") },
            "dsn" => new JsonObject { ["notify"] = new JsonArray("failure") },
            "reference" => new JsonObject { ["message"] = "AAAAAQAAAeE", ["action"] = "reply" },
            _ => null,
        };
        if (field == "attachments.0.reference")
            body["attachments"]![0]!.AsObject().Remove("content");
        JsonNode parent = body;
        foreach (var step in path[..^1])
            parent = parent is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : parent[step]!;
        if (parent is JsonArray items)
            items[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else if (field == "headers.*")
            parent[value] = "x";
        else
            parent[path[^1]] = value;
        return body.ToJsonString();
    }

    private static JsonObject Address(string name, string address) => new() { ["name"] = name, ["address"] = address };
}
