using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.BadInput;

public sealed class UnknownThings(SharedServers servers)
{
    [Fact]
    public async Task Are_said_to_be_unknown()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.WithAttachments(1, 100)));
        (await account.Api.GetAsync("/v1/account/nobody")).Problem(HttpStatusCode.NotFound, "AccountNotFound").Text("detail").ShouldContain("nobody");
        (await account.Api.PutAsync("/v1/account/nobody", new { name = "x" })).Problem(HttpStatusCode.NotFound, "AccountNotFound");
        (await account.Api.PutAsync("/v1/account/nobody/reconnect", new { })).Problem(HttpStatusCode.NotFound, "AccountNotFound");
        (await account.Api.GetAsync("/v1/account/nobody/mailboxes")).Problem(HttpStatusCode.NotFound, "AccountNotFound");
        (await account.GetAsync("messages?path=Nowhere")).Problem(HttpStatusCode.NotFound, "MailboxNotFound").Truth("retryable").ShouldBeFalse();
        (await account.DeleteAsync("mailbox?path=Nowhere")).Problem(HttpStatusCode.NotFound, "MailboxNotFound");

        foreach (var id in (string[])[Id(1, 4_000_000), Id(1, uint.MaxValue), Id(77, 1), Id(uint.MaxValue, uint.MaxValue)])
        {
            (await account.GetAsync($"message/{id}")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
            (await account.GetAsync($"message/{id}/source")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
            (await account.DeleteAsync($"message/{id}")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
            (await account.PutAsync($"message/{id}", new { flags = new { add = new[] { "\\Seen" } } })).Problem(HttpStatusCode.NotFound, "MessageNotFound");
        }

        foreach (var part in (string[])["9", "1.9", "2.5.1", "9.9.9.9.9.9"])
            (await account.GetAsync($"attachment/{Id(1, 1, part)}")).Problem(HttpStatusCode.NotFound, "AttachmentNotFound");
        (await account.GetAsync($"attachment/{Id(1, 99, "2")}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await account.GetAsync("nothing")).Problem(HttpStatusCode.NotFound, "NotFound");
        (await account.Api.GetAsync("/v2/account")).Problem(HttpStatusCode.NotFound, "NotFound");
        (await account.Api.DeleteAsync("/v1/accounts")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("message/x")]
    [InlineData("message/AAAAAQAAAeE=")]
    [InlineData("message/AAAAAAAAAAE")]
    [InlineData("message/AAAAAQAAAAA")]
    [InlineData("message/AAAAAQAAAeEAAA")]
    [InlineData("message/%20")]
    [InlineData("attachment/AAAAAQAAAeE")]
    [InlineData("text/AAAAAQAAAeE")]
    [InlineData("text/AAAAAQAAAeGTkaExkaEyk")]
    public async Task Or_malformed_without_a_word_to_the_mail_server(string target)
    {
        var server = await servers.DovecotAsync();
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var account = await servers.AccountAsync((await servers.ApiAsync()).Client, server, port: proxy.Port);
        (await account.GetAsync(target)).Problem(HttpStatusCode.BadRequest, "InvalidInput");
        proxy.Commands.ShouldNotContain(command => command.Contains("FETCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_thousand_random_ids_are_the_callers_fault()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Mixed(1, 3)));
        var random = new Random(481);
        var targets = Enumerable.Range(0, 2000).Select(i => (Verb: i % 6, Id: RandomId(random))).ToArray();
        await Parallel.ForEachAsync(targets, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (target, _) =>
        {
            var answer = await (target.Verb switch
            {
                0 => account.GetAsync($"message/{target.Id}?textType=*"),
                1 => account.GetAsync($"message/{target.Id}/source"),
                2 => account.GetAsync($"attachment/{target.Id}"),
                3 => account.GetAsync($"text/{target.Id}"),
                4 => account.PutAsync($"message/{target.Id}", new { flags = new { add = new[] { "\\Deleted" } } }),
                _ => account.DeleteAsync($"message/{target.Id}?force=true"),
            });
            ((int)answer.Status).ShouldBeInRange(400, 499, $"{answer.Request}: {answer.Text}");
            answer.ContentType.ShouldBe("application/problem+json", answer.Request);
        });
        (await account.UidsAsync()).ShouldBe([3, 2, 1]);
        (await account.MessagesAsync()).ShouldAllBe(message => message.Items("flags").Length == 0);
    }

    /// <summary>Noise, ids with wrong lengths, and well-formed ids of messages and parts that are not there.</summary>
    private static string RandomId(Random random)
    {
        var kind = random.Next(5);
        if (kind == 0)
            return "~" + Uri.EscapeDataString(new string([.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)random.Next(0x21, 0x2ff))]));
        if (kind == 1)
        {
            var noise = new byte[random.Next(1, 40)];
            random.NextBytes(noise);
            noise[0] |= 0x80;
            return Base64Url.EncodeToString(noise);
        }

        var mailbox = kind == 2 ? 1 : (uint)random.Next(2, int.MaxValue);
        var uid = (uint)random.Next(100, int.MaxValue);
        return kind == 4 ? Id(mailbox, uid, $"{random.Next(1, 9)}.{random.Next(1, 9)}") : Id(mailbox, uid);
    }

    private static string Id(uint mailbox, uint uid, string part = "")
    {
        var bytes = new byte[8 + part.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, mailbox);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), uid);
        System.Text.Encoding.ASCII.GetBytes(part, bytes.AsSpan(8));
        return Base64Url.EncodeToString(bytes);
    }
}
