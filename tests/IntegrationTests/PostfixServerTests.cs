using ImapApi.IntegrationTests.Fixtures;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ImapApi.IntegrationTests;

public sealed class PostfixServerTests(SharedServers servers)
{
    [Fact]
    public async Task Delivers_what_a_user_submits_into_the_mailbox_of_another()
    {
        var postfix = await servers.PostfixAsync();
        var (sender, receiver) = (servers.NewUser(), servers.NewUser());
        using var client = await LogInAsync(postfix, sender);

        await client.SendAsync(Message(sender, receiver, "First"));
        await client.SendAsync(Message(sender, receiver, "Second"));

        var mail = await postfix.WaitForMailAsync(receiver, 2);
        mail.Select(Subject).ShouldBe(["First", "Second"], ignoreOrder: true);
        await using var reader = await (await servers.DovecotAsync()).ConnectAsync(receiver);
        (await reader.OkAsync("SELECT INBOX")).ShouldContain("* 2 EXISTS");
    }

    [Fact]
    public async Task Lets_nobody_in_with_a_wrong_password_and_takes_no_mail_without_a_log_in()
    {
        var postfix = await servers.PostfixAsync();
        using var stranger = new SmtpClient();
        await stranger.ConnectAsync(PostfixServer.Host, postfix.Port, SecureSocketOptions.None);

        await Should.ThrowAsync<SmtpCommandException>(() => stranger.SendAsync(Message("a", "b", "Let me in")));
        await Should.ThrowAsync<AuthenticationException>(() => LogInAsync(postfix, servers.NewUser(), "wrong"));
    }

    [Fact]
    public async Task Refuses_what_is_for_somewhere_else()
    {
        var postfix = await servers.PostfixAsync();
        var sender = servers.NewUser();
        using var client = await LogInAsync(postfix, sender);
        var message = Message(sender, sender, "Far away");
        message.To.Clear();
        message.To.Add(MailboxAddress.Parse("somebody@example.com"));

        var refused = await Should.ThrowAsync<SmtpCommandException>(() => client.SendAsync(message));

        refused.Message.ShouldContain("Only mx.test is served");
    }

    [Fact]
    public async Task Comes_back_on_its_port_with_its_queue()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var postfix = await PostfixServer.StartAsync(dovecot);
        using (var client = await LogInAsync(postfix, "eva"))
        {
            await dovecot.StopAsync();
            await client.SendAsync(Message("eva", "max", "Kept"));
        }

        await postfix.StopAsync();
        await dovecot.StartAsync();
        await postfix.StartAsync();

        (await postfix.WaitForMailAsync("max")).Select(Subject).ShouldBe(["Kept"]);
        await postfix.WaitUntilIdleAsync();
    }

    private static string Subject(byte[] message) => MimeMessage.Load(new MemoryStream(message)).Subject!;

    private static async Task<SmtpClient> LogInAsync(PostfixServer postfix, string user, string password = DovecotServer.Password)
    {
        var client = new SmtpClient();
        await client.ConnectAsync(PostfixServer.Host, postfix.Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(user, password);
        return client;
    }

    private static MimeMessage Message(string from, string to, string subject)
    {
        var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = "Hello." } };
        message.From.Add(MailboxAddress.Parse(PostfixServer.AddressOf(from)));
        message.To.Add(MailboxAddress.Parse(PostfixServer.AddressOf(to)));
        return message;
    }
}
