using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests;

public sealed class DovecotServerTests
{
    [Theory]
    [InlineData(DovecotProfile.Full, "QRESYNC", "")]
    [InlineData(DovecotProfile.CondstoreOnly, "CONDSTORE", "QRESYNC")]
    [InlineData(DovecotProfile.Plain, "IMAP4rev1", "IDLE")]
    [InlineData(DovecotProfile.NoIdle, "CONDSTORE", "IDLE")]
    public async Task Advertises_what_its_profile_says(DovecotProfile profile, string has, string lacks)
    {
        await using var server = await DovecotServer.StartAsync(profile);
        await using var client = await server.ConnectAsync("u1");
        var capabilities = (await client.OkAsync("CAPABILITY")).Split(' ', '\r');
        capabilities.ShouldContain(has);
        capabilities.ShouldNotContain(lacks.Length == 0 ? "nothing" : lacks);
    }

    [Fact]
    public async Task Answers_over_tls_and_refuses_a_wrong_password()
    {
        await using var server = await DovecotServer.StartAsync();
        await using var client = await server.ConnectAsync("u1", tls: true);
        await client.OkAsync("SELECT INBOX");
        await using var stranger = await RawImap.ConnectAsync(DovecotServer.Host, server.Port);
        await Should.ThrowAsync<InvalidOperationException>(() => stranger.LoginAsync("u1", "wrong"));
    }

    [Fact]
    public async Task Offers_starttls_only_where_it_is_meant_to()
    {
        await using var server = await DovecotServer.StartAsync();
        await using var plain = await RawImap.ConnectAsync(DovecotServer.Host, server.Port);
        (await plain.OkAsync("CAPABILITY")).ShouldNotContain("STARTTLS");
        await using var secured = await RawImap.ConnectAsync(DovecotServer.TlsHost, server.StartTlsPort);
        (await secured.OkAsync("CAPABILITY")).ShouldContain("STARTTLS");
    }

    [Fact]
    public async Task Gives_delivered_mail_uids_in_the_order_of_delivery()
    {
        await using var server = await DovecotServer.StartAsync();
        server.MailOf("u1").Deliver(MailFactory.Mixed(1, 100));
        await using var client = await server.ConnectAsync("u1");
        (await client.OkAsync("SELECT INBOX")).ShouldContain("* 100 EXISTS");
        for (var uid = 1; uid <= 100; uid++)
        {
            var answer = await client.OkAsync($"UID FETCH {uid} (RFC822.SIZE BODY.PEEK[])");
            var message = System.Text.Encoding.Latin1.GetString(MailFactory.Mixed(uid));
            answer.ShouldContain($"RFC822.SIZE {message.Length} BODY[] {{{message.Length}}}\r\n{message})");
        }
    }

    [Fact]
    public async Task Pushes_new_mail_and_expunges_to_a_client_that_idles()
    {
        await using var server = await DovecotServer.StartAsync(hibernates: true);
        await using var client = await server.ConnectAsync("u1");
        await client.OkAsync("SELECT INBOX");
        await client.SendLineAsync("x IDLE");
        (await client.ReadLineAsync()).ShouldBe("+ idling");
        server.MailOf("u1").Deliver(MailFactory.Plain(1));
        (await client.ReadLineAsync()).ShouldBe("* 1 EXISTS");
    }

    [Fact]
    public async Task Keeps_the_uids_a_mailbox_was_seeded_with()
    {
        await using var server = await DovecotServer.StartAsync();
        server.MailOf("u1").Seed(7, [(481, MailFactory.Plain(1))]);
        await using var client = await server.ConnectAsync("u1");
        var selected = await client.OkAsync("SELECT INBOX");
        selected.ShouldContain("[UIDVALIDITY 7]");
        selected.ShouldContain("[UIDNEXT 482]");
        (await client.OkAsync("UID FETCH 481 (FLAGS)")).ShouldContain("UID 481");
        (await client.AppendAsync("INBOX", MailFactory.Plain(2))).ShouldBe(482u);
    }

    [Fact]
    public async Task Comes_back_on_its_ports_with_its_mail()
    {
        await using var server = await DovecotServer.StartAsync();
        var mail = server.MailOf("u1");
        mail.AddSpecialMailboxes();
        mail.Deliver(MailFactory.Plain(1), "Trash");
        await server.StopAsync();
        await Should.ThrowAsync<System.Net.Sockets.SocketException>(() => RawImap.ConnectAsync(DovecotServer.Host, server.Port));
        await server.StartAsync();
        await using var client = await server.ConnectAsync("u1");
        (await client.OkAsync("SELECT Trash")).ShouldContain("* 1 EXISTS");
        (await client.OkAsync("LIST \"\" * RETURN (SPECIAL-USE)")).ShouldContain("\\Trash");
    }
}
