using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class ThreadFlows(SharedServers servers)
{
    [Theory]
    [InlineData(DovecotProfile.Full, "serverReferences")]
    [InlineData(DovecotProfile.CondstoreOnly, "headers")]
    [InlineData(DovecotProfile.Plain, "headers")]
    public async Task Conversations_are_the_same_whoever_finds_them(DovecotProfile profile, string source)
    {
        var account = await servers.AccountAsync(profile, fill: Fill);
        await using (var other = await account.ConnectAsync())
        {
            await other.OkAsync("SELECT INBOX");
            await other.OkAsync("STORE 1 +FLAGS (\\Seen)");
        }

        await Eventually.TrueAsync(async () => (await account.UidsAsync(query: "&search[seen]=true")).Length == 1, "the flag is there");
        var page = (await account.GetAsync("threads?path=INBOX")).Ok();

        (page.Text("source"), page.Number("total"), page.Number("considered"), page.Truth("complete")).ShouldBe((source, 4, 8, true));
        var ids = (await account.MessagesAsync()).ToDictionary(message => message.Text("id"), message => message.Number("uid"));
        page.Items("threads").Select(thread => string.Join(',', thread.Texts("ids").Select(id => ids[id]))).ShouldBe(["8", "7,2", "6,5,3,1", "4"]);
        page.Items("threads").Select(thread => thread.Number("count")).ShouldBe([1, 2, 4, 1]);
        page.Items("threads").Select(thread => thread.Number("unseenCount")).ShouldBe([1, 2, 3, 1]);
        page.Items("threads").ShouldAllBe(thread => thread.At("latest").Text("threadId") == thread.Text("threadId"));
        page.Items("threads")[2].At("latest").Number("uid").ShouldBe(6);

        var second = (await account.GetAsync("threads?path=INBOX&page=1&pageSize=3")).Ok();
        (second.Number("pages"), second.Items("threads").Single().At("latest").Number("uid")).ShouldBe((2, 4));
        (await account.GetAsync("threads?path=Nowhere")).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
        (await account.GetAsync("threads?path=INBOX&pageSize=0")).Invalid("pageSize");
    }

    private static void Fill(Maildir mail)
    {
        Add("a", "Plans", "");
        Add("b", "Lunch", "");
        Add("c", "Re: Plans", "In-Reply-To: <a@example.com>\r\nReferences: <a@example.com>\r\n");
        Add("d", "Alone", "");
        Add("e", "Re: Plans", "In-Reply-To: <c@example.com>\r\nReferences: <a@example.com> <c@example.com>\r\n");
        Add("f", "Plans, with another subject", "References: <a@example.com> <never-seen@example.com>\r\n");
        Add("g", "Re: Lunch", "");
        Add("h", "Last", "");

        void Add(string id, string subject, string references) => mail.Deliver(MailFactory.Message(
            $"From: a@example.com\r\nMessage-ID: <{id}@example.com>\r\n{references}Subject: {subject}\r\nDate: Mon, 1 Jan 2024 10:00:{id[0] - 'a':00} +0000\r\nContent-Type: text/plain\r\n", "Text.\r\n"));
    }
}
