using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap.Workers;

/// <summary>A search of all mailboxes on the command connection: at once where it can be, one by one where not, with the same answer.</summary>
public sealed class SearchAllTests
{
    private static readonly string[] Capabilities = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "LITERAL+", "IDLE", "NAMESPACE", "UIDPLUS", "LIST-EXTENDED"];

    [Theory]
    [InlineData(nameof(WireSecurity.Plain), true)]
    [InlineData(nameof(WireSecurity.Tls), true)]
    [InlineData(nameof(WireSecurity.StartTls), false)]
    public async Task Goes_through_the_mailboxes_at_once_where_the_wire_is_ours(string wire, bool atOnce)
    {
        var security = Enum.Parse<WireSecurity>(wire);
        await using var server = Server(security);
        await using var harness = new WorkerHarness(server);
        await harness.StartAsync(secure: security == WireSecurity.Tls);
        await server.WaitForIdleAsync();

        var page = await harness.Worker.RunAsync(Search(), CancellationToken.None);

        Uids(page).ShouldBe(["C 1", "B 1", "A 1", "INBOX 1"]);
        server.Commands.Any(command => command.Tag.StartsWith('p')).ShouldBe(atOnce);
        // The connection goes on as if nothing had been beside it.
        (await harness.ListAsync("B")).Total.ShouldBe(1);
        (await harness.ListAsync("C")).Total.ShouldBe(1);
        Uids(await harness.Worker.RunAsync(Search(), CancellationToken.None)).ShouldBe(Uids(page));
    }

    [Fact]
    public async Task Goes_one_by_one_after_a_server_answered_out_of_turn()
    {
        await using var server = Server(WireSecurity.Plain);
        server.On("SEARCH", async (command, reply) =>
        {
            if (command.Tag.StartsWith('p'))
                await reply.LineAsync("p999 OK This is not what you asked.");
            else
                await reply.StandardAsync();
        });
        await using var harness = new WorkerHarness(server);
        await harness.StartAsync();
        await server.WaitForIdleAsync();

        Uids(await harness.Worker.RunAsync(Search(), CancellationToken.None)).ShouldBe(["C 1", "B 1", "A 1", "INBOX 1"]);
    }

    [Fact]
    public async Task A_mailbox_that_cannot_be_opened_is_named_and_the_others_are_searched()
    {
        await using var server = Server(WireSecurity.Plain);
        foreach (var verb in (string[])["EXAMINE", "SELECT"])
        {
            server.On(verb, async (command, reply) =>
            {
                if (command.Tokens[0] == "B")
                {
                    reply.Session.Selected = null;
                    await reply.NoAsync("[NOPERM] Not you.");
                    return;
                }

                await reply.StandardAsync();
            });
        }

        await using var harness = new WorkerHarness(server);
        await harness.StartAsync();
        await server.WaitForIdleAsync();

        var page = await harness.Worker.RunAsync(Search(), CancellationToken.None);

        Uids(page).ShouldBe(["C 1", "A 1", "INBOX 1"]);
        page.Unsearched.ShouldHaveSingleItem().Value.ShouldBe("B");
    }

    [Fact]
    public async Task On_Gmail_every_message_comes_once_whatever_its_labels()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Capabilities, "SPECIAL-USE", "X-GM-EXT-1"] });
        foreach (var (name, attribute) in (IEnumerable<(string, string)>)[("INBOX", ""), ("Work", ""), ("[Gmail]/All Mail", "\\All"), ("[Gmail]/Trash", "\\Trash"), ("[Gmail]/Spam", "\\Junk")])
        {
            server.Mailboxes[name].Attributes = attribute;
            server.Mailboxes[name].Add();
        }

        await using var harness = new WorkerHarness(server);
        await harness.StartAsync();
        await server.WaitForIdleAsync();

        var page = await harness.Worker.RunAsync(Search(), CancellationToken.None);

        page.Messages.Select(found => $"{found.Path} {found.SpecialUse}").Order(StringComparer.Ordinal).ShouldBe(["[Gmail]/All Mail All", "[Gmail]/Spam Junk", "[Gmail]/Trash Trash"]);
    }

    private static SearchAll Search() => new(new PageRequest(0, 20), cursor: null, new MessageSearch());

    private static string[] Uids(MergedPage page) => [.. page.Messages.Select(found => $"{found.Path} {found.Message.Outline.Uid}")];

    private static ScriptedImapServer Server(WireSecurity security)
    {
        var server = ScriptedImapServer.Start(new ScriptedImapOptions { Security = security, Capabilities = [.. Capabilities] });
        var day = 1;
        foreach (var name in (string[])["INBOX", "A", "B", "C"])
            server.Mailboxes[name].Add().Attributes["INTERNALDATE"] = $"\"{day++:00}-Sep-2026 10:00:00 +0000\"";
        return server;
    }
}
