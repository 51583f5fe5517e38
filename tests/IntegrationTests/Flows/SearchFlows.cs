using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class SearchFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Lists_exactly_the_messages_that_match(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, Fill);
        await using (var other = await account.ConnectAsync())
        {
            await other.OkAsync("SELECT INBOX");
            await other.OkAsync("STORE 1,2 +FLAGS (\\Seen)");
            await other.OkAsync("STORE 2 +FLAGS (\\Answered)");
            await other.OkAsync("STORE 3 +FLAGS (\\Flagged)");
            await other.OkAsync("STORE 4 +FLAGS (\\Draft)");
            await other.OkAsync("STORE 5 +FLAGS (\\Deleted)");
        }

        await Eventually.TrueAsync(async () => (await account.MessagesAsync()).Sum(message => message.Items("flags").Length) == 6, "the flags are there");
        (string Query, int[] Uids)[] expected =
        [
            ("search[seen]=1", [2, 1]),
            ("search[seen]=false", [6, 5, 4, 3]),
            ("search[unseen]=true", [6, 5, 4, 3]),
            ("search[unseen]=n", [2, 1]),
            ("search[answered]=true", [2]),
            ("search[answered]=false", [6, 5, 4, 3, 1]),
            ("search[flagged]=y", [3]),
            ("search[draft]=true", [4]),
            ("search[deleted]=true", [5]),
            ("search[deleted]=0", [6, 4, 3, 2, 1]),
            ("search[from]=anna", [3, 1]),
            ("search[to]=second%40example.com", [2]),
            ("search[cc]=carbon", [3]),
            ("search[bcc]=blind", [4]),
            ("search[subject]=invoice", [5, 1]),
            ("search[subject]=" + Uri.EscapeDataString("Grüße"), [6]),
            ("search[body]=zebra", [2]),
            ("search[larger]=5000", [4]),
            ("search[smaller]=5000", [6, 5, 3, 2, 1]),
            ("search[since]=2024-03-01", [6, 5, 4, 3]),
            ("search[before]=2024-03-01", [2, 1]),
            ("search[sentSince]=2023-06-01", [6, 5, 4]),
            ("search[sentBefore]=2023-06-01", [3, 2, 1]),
            ("search[seq]=2:4", [4, 3, 2]),
            ("search[uid]=1,5:6", [6, 5, 1]),
            ("search[header][x-kind]=special", [5]),
            ("search[header][x-kind]=", [6, 5]),
            ("search[from]=anna&search[seen]=true", [1]),
            ("search[from]=anna&search[subject]=nothing", []),
            ("search[subject]=" + Uri.EscapeDataString("quote \" and \\ slash"), [2]),
        ];
        foreach (var (query, uids) in expected)
            (await account.UidsAsync(query: "&" + query)).ShouldBe(uids, query);
    }

    [Theory, EverySetting]
    public async Task Pages_through_what_matches(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            for (var i = 1; i <= 30; i++)
                mail.Deliver(MailFactory.Plain(i, i % 2 == 0 ? "even" : "odd"));
        });
        var page = await account.PageAsync(query: "&search[subject]=even&pageSize=4&page=1");
        (page.Number("total"), page.Number("page"), page.Number("pages")).ShouldBe((15, 1, 4));
        page.Items("messages").Select(m => m.Number("uid")).ShouldBe([22, 20, 18, 16]);
        var none = await account.PageAsync(query: "&search[subject]=neither");
        (none.Number("total"), none.Number("pages"), none.Items("messages").Length).ShouldBe((0, 1, 0));
    }

    [Fact]
    public async Task Names_search_keys_that_make_no_sense()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Plain(1)));
        (await account.GetAsync("messages?path=INBOX&search[colour]=red")).Invalid("search[colour]");
        (await account.GetAsync("messages?path=INBOX&search[seen]=maybe&search[larger]=much&search[since]=someday")).Invalid("search[seen]", "search[larger]", "search[since]");
        (await account.GetAsync("messages?path=INBOX&search[uid]=1:x&search[from]=a%0D%0Ab")).Invalid("search[uid]", "search[from]");
        (await account.GetAsync("messages?path=INBOX&search[gmailRaw]=in%3Ainbox")).Problem(HttpStatusCode.UnprocessableEntity, "SearchUnsupported");
    }

    private static void Fill(Maildir mail)
    {
        void Add(int number, string month, string headers, string body = "Body\r\n") => mail.Deliver(
            MailFactory.Message($"Message-ID: <{number}@example.com>\r\n{headers}Content-Type: text/plain; charset=utf-8\r\n", body),
            received: DateTimeOffset.Parse($"2024-{month}-15T12:00:00Z"));

        Add(1, "01", "From: Anna <a@example.com>\r\nSubject: Your invoice\r\nDate: Sun, 1 Jan 2023 10:00:00 +0000\r\n");
        Add(2, "02", "From: Bert <b@example.com>\r\nTo: x@example.com, second@example.com\r\nSubject: A quote \" and \\ slash\r\nDate: Wed, 1 Feb 2023 10:00:00 +0000\r\n", "A zebra.\r\n");
        Add(3, "03", "From: hanna@example.com\r\nCc: carbon@example.com\r\nSubject: three\r\nDate: Wed, 1 Mar 2023 10:00:00 +0000\r\n");
        Add(4, "04", "From: d@example.com\r\nBcc: blind@example.com\r\nSubject: four\r\nDate: Thu, 1 Jun 2023 10:00:00 +0000\r\n", new string('x', 70) + string.Concat(Enumerable.Repeat("\r\n" + new string('y', 70), 100)));
        Add(5, "05", "From: e@example.com\r\nX-Kind: special\r\nSubject: invoices\r\nDate: Sat, 1 Jul 2023 10:00:00 +0000\r\n");
        Add(6, "06", "From: f@example.com\r\nX-Kind: usual\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nDate: Tue, 1 Aug 2023 10:00:00 +0000\r\n");
    }
}
