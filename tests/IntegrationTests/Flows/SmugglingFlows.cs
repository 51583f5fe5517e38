using System.Text;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>Raw messages with a second one inside, through the real program to a Postfix that takes bare line feeds for line ends.</summary>
public sealed class SmugglingFlows(SharedServers servers)
{
    public static TheoryData<string> Ends => [.. SmuggledMessage.Ends];

    [Theory, MemberData(nameof(Ends))]
    public async Task A_raw_message_arrives_as_one(string end)
    {
        var (api, postfix, dovecot) = ((await servers.ApiAsync()).Client, await servers.PostfixAsync(), await servers.DovecotAsync());
        var (sender, receiver, victim) = (servers.NewUser(), servers.NewUser(), servers.NewUser());
        (await api.PostAsync("/v1/account", new { account = sender, name = sender, smtp = Registration.Imap(postfix.Port, sender) })).Ok();
        var raw = SmuggledMessage.Create(PostfixServer.AddressOf(sender), PostfixServer.AddressOf(receiver), PostfixServer.AddressOf(victim), end);

        (await api.PostAsync($"{Registration.PathOf(sender)}/submit", new { raw = Convert.ToBase64String(Encoding.ASCII.GetBytes(raw)) })).Ok();

        await postfix.WaitForMailAsync(receiver);
        await postfix.WaitUntilIdleAsync();
        var arrived = Encoding.ASCII.GetString(dovecot.MailOf(receiver).Messages().ShouldHaveSingleItem());
        arrived.ShouldContain("first");
        arrived.ShouldContain($"RCPT TO:<{PostfixServer.AddressOf(victim)}>");
        arrived.TrimEnd().ShouldEndWith("rest");
        dovecot.MailOf(victim).Messages().ShouldBeEmpty(postfix.Log);
    }

    [Fact]
    public async Task Without_the_program_this_Postfix_lets_a_message_be_smuggled()
    {
        var (postfix, dovecot) = (await servers.PostfixAsync(), await servers.DovecotAsync());
        var (sender, receiver, victim) = (servers.NewUser(), servers.NewUser(), servers.NewUser());
        var raw = SmuggledMessage.Create(PostfixServer.AddressOf(sender), PostfixServer.AddressOf(receiver), PostfixServer.AddressOf(victim), "\n.\n");
        using var client = new System.Net.Sockets.TcpClient(PostfixServer.Host, postfix.Port);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        (await reader.ReadLineAsync()).ShouldStartWith("220");
        var login = Convert.ToBase64String(Encoding.ASCII.GetBytes($"\0{sender}\0{DovecotServer.Password}"));

        await SayAsync("EHLO x", "250 ");
        await SayAsync($"AUTH PLAIN {login}", "235 ");
        await SayAsync($"MAIL FROM:<{PostfixServer.AddressOf(sender)}>", "250 ");
        await SayAsync($"RCPT TO:<{PostfixServer.AddressOf(receiver)}>", "250 ");
        await SayAsync("DATA", "354 ");
        await SayAsync($"{raw}.", "250 ");

        await postfix.WaitForMailAsync(receiver);
        Encoding.ASCII.GetString((await postfix.WaitForMailAsync(victim)).ShouldHaveSingleItem()).ShouldContain("smuggled");

        async Task SayAsync(string line, string answer)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
            string? told;
            do
                told = await reader.ReadLineAsync();
            while (told is { Length: > 3 } && told[3] == '-');
            told.ShouldNotBeNull().ShouldStartWith(answer);
        }
    }
}
