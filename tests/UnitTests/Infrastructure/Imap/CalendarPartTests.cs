using System.Text;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class CalendarPartTests
{
    private const string Meeting = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@example.com\r\nSUMMARY:Frühstück\r\nDTSTART:20260301T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    [Fact]
    public async Task An_invitation_costs_one_command_more()
    {
        await using var bench = await BenchAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(Meeting)));

        var details = await GetAsync(bench);

        (details.Calendar!.Method, details.Calendar.Summary, details.Calendar.Error).ShouldBe(("REQUEST", "Frühstück", null));
        bench.Wire.Count.ShouldBe(2);
        bench.Wire[1].ShouldStartWith("UID FETCH 1 (BODY.PEEK[2]<0.");
    }

    [Fact]
    public async Task A_message_without_one_costs_nothing_more()
    {
        await using var bench = await new ReadingBench().OpenAsync();
        bench.Server.Inbox.Fill(1);

        (await GetAsync(bench)).Calendar.ShouldBeNull();

        bench.Wire.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_calendar_that_is_too_large_is_not_fetched()
    {
        await using var bench = await BenchAsync("x", size: 400_000);

        (await GetAsync(bench)).Calendar!.Error.ShouldBe("It is larger than 256 KiB.");

        bench.Wire.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_calendar_that_breaks_the_connection_costs_the_message_nothing()
    {
        await using var bench = await BenchAsync("x");
        bench.Server.On("UID FETCH", async (command, reply) =>
        {
            if (command.Arguments.Contains("BODY.PEEK[2]", StringComparison.Ordinal))
                reply.Drop();
            else
                await reply.StandardAsync();
        });

        var details = await GetAsync(bench);

        (details.Summary.Outline.Subject, details.Calendar).ShouldBe(("Subject 1", null));
    }

    private static Task<MessageDetails> GetAsync(ReadingBench bench) =>
        bench.Store.GetAsync(ReadingBench.Account, ReadingBench.Id(1), new DetailsRequest(WithContents: true), CancellationToken.None);

    private static async Task<ReadingBench> BenchAsync(string base64, int? size = null)
    {
        var bench = await new ReadingBench().OpenAsync();
        var message = new ScriptedMessage(1);
        message.Attributes["BODYSTRUCTURE"] = $"""(("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 8 1 NIL NIL NIL NIL)("text" "calendar" ("charset" "utf-8" "method" "REQUEST") NIL NIL "base64" {size ?? base64.Length} 1 NIL NIL NIL NIL) "alternative" ("boundary" "x") NIL NIL NIL)""";
        message.Attributes["BODY[2]"] = ImapReply.Literal(base64);
        bench.Server.Inbox.Messages.Add(message);
        return bench;
    }
}
