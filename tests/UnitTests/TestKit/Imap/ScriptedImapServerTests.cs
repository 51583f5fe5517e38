using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapApi.TestKit.Imap;

public sealed class ScriptedImapServerTests
{
    [Theory]
    [InlineData("Plain")]
    [InlineData("StartTls")]
    [InlineData("Tls")]
    public async Task A_MailKit_client_logs_in_and_reads(string security)
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Security = Enum.Parse<WireSecurity>(security), Admits = (user, password) => (user, password) == ("bob", "pä\"ss") });
        server.Inbox.Fill(3).UidValidity = 77;
        using var client = await LogInAsync(server, "bob", "pä\"ss");

        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly);
        var summaries = await client.Inbox!.FetchAsync(0, -1, MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.Envelope | MessageSummaryItems.BodyStructure);
        var message = await client.Inbox!.GetMessageAsync(2);

        client.Inbox!.UidValidity.ShouldBe(77u);
        client.IsSecure.ShouldBe(security != "Plain");
        summaries.Select(summary => summary.UniqueId.Id).ShouldBe([1u, 2u, 3u]);
        summaries[1].Envelope!.Subject.ShouldBe("Subject 2");
        summaries[1].TextBody.ShouldNotBeNull();
        message.TextBody!.Trim().ShouldBe("Hello.");
        server.Commands.ShouldContain(command => command.Verb == "EXAMINE");
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Admits = (_, _) => false });

        await Should.ThrowAsync<AuthenticationException>(() => LogInAsync(server));
    }

    [Fact]
    public async Task A_password_may_come_as_a_literal()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = ["IMAP4rev1"], Admits = (user, password) => (user, password) == ("bob", "pä\"ss") });
        using var client = await LogInAsync(server, "bob", "pä\"ss");

        client.IsAuthenticated.ShouldBeTrue();
        server.Commands.Single(command => command.Verb == "LOGIN").Arguments.ShouldContain("}\r\n");
    }

    [Fact]
    public async Task An_idle_client_hears_of_a_delivery_and_of_whatever_is_pushed()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(4);
        using var client = await LogInAsync(server);
        await client.Inbox!.OpenAsync(FolderAccess.ReadWrite);
        var pulse = new Pulse();
        var expunged = -1;
        client.Inbox!.CountChanged += (_, _) => pulse.Beat();
        client.Inbox!.MessageExpunged += (_, change) =>
        {
            expunged = change.Index;
            pulse.Beat();
        };
        using var done = new CancellationTokenSource();
        var idling = client.IdleAsync(done.Token);
        await server.WaitForIdleAsync();

        await server.DeliverAsync();
        await pulse.WaitUntilAsync(() => client.Inbox!.Count == 5, "the fifth message");
        await server.PushAsync("* 2 EXPUNGE");
        await pulse.WaitUntilAsync(() => expunged == 1, "the expunge");
        await done.CancelAsync();
        await idling;

        await server.Commands.WaitForAsync("DONE");
    }

    [Fact]
    public async Task Flags_are_stored_and_expunged_messages_leave()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(3);
        using var client = await LogInAsync(server);
        await client.Inbox!.OpenAsync(FolderAccess.ReadWrite);

        await client.Inbox!.StoreAsync(new UniqueId(2), new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true });
        await client.Inbox!.ExpungeAsync([new UniqueId(2)]);

        server.Inbox.Messages.Select(message => message.Uid).ShouldBe([1u, 3u]);
        client.Inbox!.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Mailboxes_are_listed_with_their_uses_and_figures()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "AUTH=PLAIN", "SASL-IR", "NAMESPACE", "SPECIAL-USE", "LIST-EXTENDED", "LIST-STATUS"] });
        server.Mailboxes["Outgoing"].Attributes = "\\HasNoChildren \\Sent";
        server.Mailboxes["Work/2026"].Fill(7);
        using var client = await LogInAsync(server);

        var folders = await client.GetFoldersAsync(client.PersonalNamespaces[0], StatusItems.Count | StatusItems.Unread);

        folders.Select(folder => folder.FullName).ShouldBe(["INBOX", "Outgoing", "Work/2026"], ignoreOrder: true);
        folders.Single(folder => folder.Name == "2026").Unread.ShouldBe(7);
        client.GetFolder(SpecialFolder.Sent)!.FullName.ShouldBe("Outgoing");
    }

    [Fact]
    public async Task A_command_can_be_answered_by_the_test()
    {
        await using var server = ScriptedImapServer.Start();
        server.On("NOOP", async (_, reply) =>
        {
            await reply.LineAsync("* OK [ALERT] Disk is nearly full");
            await reply.StandardAsync();
        });
        using var client = await LogInAsync(server);
        string? alert = null;
        client.Alert += (_, args) => alert = args.Message;

        await client.NoOpAsync();

        alert.ShouldBe("Disk is nearly full");
    }

    [Fact]
    public async Task A_muted_server_answers_no_more_but_still_listens()
    {
        await using var server = ScriptedImapServer.Start();
        using var client = await LogInAsync(server);
        server.Mute();

        var noop = client.NoOpAsync();
        await server.Commands.WaitForAsync("NOOP");

        noop.IsCompleted.ShouldBeFalse();
        server.OpenConnections.ShouldBe(1);
        server.DropAll();
        await Should.ThrowAsync<Exception>(() => noop);
        await server.WaitForOpenConnectionsAsync(0);
    }

    [Fact]
    public async Task Answers_can_be_dripped()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { DripBytes = 1 });
        using var client = await LogInAsync(server);

        client.IsAuthenticated.ShouldBeTrue();
    }

    [Fact]
    public async Task A_raw_script_owns_the_connection()
    {
        await using var server = ScriptedImapServer.StartRaw((stream, cancellationToken) => stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), cancellationToken).AsTask());

        await Should.ThrowAsync<ImapProtocolException>(() => LogInAsync(server));

        server.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task Waiting_in_vain_says_for_what_and_what_came_instead()
    {
        await using var server = ScriptedImapServer.Start();
        using var client = await LogInAsync(server);

        var error = await Should.ThrowAsync<TimeoutException>(() => server.Commands.WaitForAsync("EXPUNGE", TimeSpan.FromMilliseconds(1)));

        error.Message.ShouldContain("for EXPUNGE");
        error.Message.ShouldContain("1> AUTHENTICATE PLAIN");
    }

    private static async Task<ImapClient> LogInAsync(ScriptedImapServer server, string user = "bob", string password = "secret")
    {
        var client = new ImapClient { CheckCertificateRevocation = false };
        client.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == server.Certificate.GetCertHashString();
        await client.ConnectAsync(server.Host, server.Port, server.Options.Security switch
        {
            WireSecurity.Tls => SecureSocketOptions.SslOnConnect,
            WireSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        });
        await client.AuthenticateAsync(user, password);
        return client;
    }
}
