using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class ListingFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Lists_the_newest_messages_first_page_by_page(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(MailFactory.Mixed(1, 45)));

        var first = await account.PageAsync();
        first.Number("total").ShouldBe(45);
        first.Number("page").ShouldBe(0);
        first.Number("pages").ShouldBe(3);
        first.Items("messages").Select(m => m.Number("uid")).ShouldBe(Down(45, 26));

        (await account.UidsAsync(query: "&page=1")).ShouldBe(Down(25, 6));
        (await account.UidsAsync(query: "&page=2")).ShouldBe(Down(5, 1));
        (await account.UidsAsync(query: "&page=4&pageSize=10")).ShouldBe(Down(5, 1));
        (await account.UidsAsync(query: "&pageSize=1")).ShouldBe([45]);
        (await account.UidsAsync(query: "&pageSize=1000")).ShouldBe(Down(45, 1));

        var beyond = await account.PageAsync(query: "&page=3");
        (beyond.Number("total"), beyond.Number("pages")).ShouldBe((45, 3));
        beyond.Items("messages").ShouldBeEmpty();
    }

    [Theory, EverySetting]
    public async Task Shows_what_came_and_what_went_at_once(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.Deliver(MailFactory.Mixed(1, 5));
            mail.Deliver(MailFactory.Mixed(1, 5), "Other");
        });
        foreach (var mailbox in (string[])["INBOX", "Other"])
        {
            (await account.UidsAsync(mailbox)).ShouldBe(Down(5, 1));
            await using var other = await account.ConnectAsync();
            await other.AppendAsync(mailbox, MailFactory.Plain(6));
            await other.OkAsync($"SELECT {mailbox}");
            await other.OkAsync("UID STORE 2,4 +FLAGS (\\Deleted)");
            await other.OkAsync("EXPUNGE");

            await Eventually.TrueAsync(async () => (await account.UidsAsync(mailbox)).SequenceEqual([6, 5, 3, 1]), $"the listing follows {mailbox}");
            (await account.PageAsync(mailbox)).Number("total").ShouldBe(4);
            (await account.UidsAsync(mailbox, "&pageSize=2&page=1")).ShouldBe([3, 1]);
            foreach (var message in await account.MessagesAsync(mailbox))
                message.Text("messageId").ShouldBe($"<{message.Number("uid")}@example.com>");
        }
    }

    [Theory, EverySetting]
    public async Task Shows_an_empty_mailbox_as_one_empty_page(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store);
        var page = await account.PageAsync();
        (page.Number("total"), page.Number("page"), page.Number("pages")).ShouldBe((0, 0, 1));
        page.Items("messages").ShouldBeEmpty();
        (await account.PageAsync(query: "&page=7")).Items("messages").ShouldBeEmpty();
    }

    [Theory, EverySetting]
    public async Task Finds_a_mailbox_by_its_special_use_and_by_any_spelling_of_inbox(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.AddSpecialMailboxes();
            mail.Deliver(MailFactory.Mixed(1, 3), "Sent");
            mail.Deliver(MailFactory.Plain(9));
        });
        (await account.PageAsync("\\Sent")).GetRawText().ShouldBe((await account.PageAsync("Sent")).GetRawText());
        (await account.UidsAsync("\\Sent")).ShouldBe([3, 2, 1]);
        (await account.PageAsync("inbox")).GetRawText().ShouldBe((await account.PageAsync()).GetRawText());
        (await account.GetAsync("messages?path=%5CArchive")).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
    }

    [Theory, EverySetting]
    public async Task Describes_each_message_in_full(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(MailFactory.WithAttachments(7, 5000)));
        await using (var other = await account.ConnectAsync())
        {
            await other.OkAsync("SELECT INBOX");
            await other.OkAsync("STORE 1 FLAGS (\\Flagged \\Answered Important)");
        }

        await Eventually.TrueAsync(async () => (await account.MessagesAsync())[0].Items("flags").Length == 3, "the flags are there");
        var entry = (await account.MessagesAsync())[0];
        entry.Text("id").ShouldBe("AAAAAQAAAAE");
        entry.Number("uid").ShouldBe(1);
        entry.Text("date").ShouldBe("2024-01-01T08:49:00.000Z");
        entry.Truth("unseen").ShouldBeTrue();
        entry.Truth("flagged").ShouldBeTrue();
        entry.Truth("answered").ShouldBeTrue();
        entry.Has("draft").ShouldBeFalse();
        entry.Texts("flags").ShouldBe(["\\Answered", "\\Flagged", "Important"], ignoreOrder: true);
        entry.Number("size").ShouldBe(MailFactory.WithAttachments(7, 5000).Length);
        entry.Text("subject").ShouldBe("Message number 7");
        entry.At("from").GetRawText().ShouldBe("""{"name":"Sender 7","address":"sender7@example.com"}""");
        entry.At("to").GetRawText().ShouldBe("""[{"name":"Reader","address":"reader@example.com"},{"name":"","address":"second@example.com"}]""");
        entry.Has("cc").ShouldBeFalse();
        entry.Text("messageId").ShouldBe("<7@example.com>");
        entry.Has("inReplyTo").ShouldBeFalse();
        entry.Has("labels").ShouldBeFalse();

        var attachments = entry.Items("attachments");
        attachments.Select(a => a.Text("filename")).ShouldBe(["report-7.pdf", "figures-7.csv"]);
        attachments.Select(a => a.Text("contentType")).ShouldBe(["application/pdf", "text/csv"]);
        attachments.ShouldAllBe(a => !a.Truth("embedded") && !a.Truth("inline") && !a.Has("contentId"));
        attachments[0].Number("encodedSize").ShouldBeInRange(5000 * 4 / 3, 5000 * 4 / 3 + 200);

        entry.At("text").At("encodedSize").Names.ShouldBe(["plain", "html"]);
        entry.At("text").Text("id").ShouldMatch("^[A-Za-z0-9_-]+$");
        entry.GetRawText().ShouldNotContain(":null");
    }

    [Theory, EverySetting]
    public async Task Lists_messages_that_lack_what_others_have(DovecotProfile profile, StoreKind store)
    {
        var received = new DateTimeOffset(2021, 5, 6, 7, 8, 9, TimeSpan.Zero);
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.Deliver(MailFactory.WithoutDateAndSubject(1), received: received);
            mail.Deliver(MailFactory.Message("X-Nothing: here\r\n", "just text\r\n"), received: received);
            mail.Deliver([], received: received);
        });
        var messages = await account.MessagesAsync();
        messages.Length.ShouldBe(3);
        messages.ShouldAllBe(m => m.Text("date") == "2021-05-06T07:08:09.000Z");
        messages[2].At("from").Text("address").ShouldBe("nobody@example.com");
        messages[1].Has("from").ShouldBeFalse();
    }

    private static IEnumerable<int> Down(int from, int to) => Enumerable.Range(to, from - to + 1).Reverse();
}
