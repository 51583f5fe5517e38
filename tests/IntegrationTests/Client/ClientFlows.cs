using ImapApi.Client;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.IntegrationTests.Client;

/// <summary>The typed client against the real program, a real Dovecot and a submission server: every operation.</summary>
public sealed class ClientFlows(SharedServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_is_called_and_answers()
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        await using var sink = SmtpSink.Start();
        await using var hooks = await WebhookSink.StartAsync();
        await using var provider = Provider(api);
        var (client, called) = CallRecorder.Around(provider.GetRequiredService<IImapApiClient>());
        var server = await servers.DovecotAsync();
        var user = servers.NewUser();
        server.MailOf(user).Deliver(MailFactory.WithAttachments(1, 3000));

        await ManageAsync(client);
        await SetUpWebhooksAsync(client, hooks);
        await RegisterAsync(client, user, server.Port, sink.Port);
        await WorkOnMailboxesAsync(client, user);
        await ReadAsync(client, user);
        await FindAsync(client, user);
        await ChangeAsync(client, user);
        await SendAsync(client, user, sink);
        await LookBackAsync(client, user);

        var calledWithToken = await CloseAsync(client, api);

        typeof(IImapApiClient).GetMethods().Select(method => method.Name).Except(called).Except(calledWithToken).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_is_an_exception_with_the_servers_own_words()
    {
        await using var provider = Provider(await servers.ApiAsync());
        var client = provider.GetRequiredService<IImapApiClient>();

        var missing = await Should.ThrowAsync<ImapApiException>(() => client.GetAccountAsync("nobody/here", Token));
        (missing.StatusCode, missing.Code).ShouldBe((404, "AccountNotFound"));
        missing.Problem!.Message.ShouldContain("nobody/here");

        var wrong = await Should.ThrowAsync<ImapApiException>(() => client.RegisterAccountAsync(new RegisterAccountRequest { Account = "a", Name = "" }, Token));
        wrong.StatusCode.ShouldBe(400);
        wrong.Problem!.Fields!.ShouldContain(field => field.Key == "name");
    }

    private static ServiceProvider Provider(ApiProcess api, string? token = null)
    {
        var services = new ServiceCollection();
        services.AddImapApiClient(options =>
        {
            options.BaseAddress = new Uri($"http://127.0.0.1:{api.Port}");
            options.Timeout = TimeSpan.FromSeconds(60);
            options.Token = token;
        });
        return services.BuildServiceProvider();
    }

    private static async Task ManageAsync(IImapApiClient client)
    {
        (await client.GetLivenessAsync(Token)).Status.ShouldBe("ok");
        (await client.GetReadinessAsync(Token)).Status.ShouldBe("ok");
        (await client.GetStatisticsAsync(Token)).Accounts.ShouldBe(0);
        (await ReadTextAsync(await client.GetMetricsAsync(Token))).ShouldContain("imap_connections");
        (await client.GetAutoconfigAsync("somebody@gmail.com", Token)).Imap!.Host.ShouldBe("imap.gmail.com");
        (await client.UpdateSettingsAsync(new UpdateSettingsRequest { Logs = new LogSettingsRequest { All = true } }, Token)).Updated.ShouldBe(["logs"]);
        (await client.GetSettingsAsync(logs: true, cancellationToken: Token)).Logs!.All.ShouldBeTrue();
    }

    private static async Task SetUpWebhooksAsync(IImapApiClient client, WebhookSink hooks)
    {
        await client.UpdateSettingsAsync(new UpdateSettingsRequest { Webhooks = hooks.Address }, Token);
        var secret = await client.CreateWebhookSecretAsync(new CreateWebhookSecretRequest(), Token);
        (await client.ListWebhookSecretsAsync(cancellationToken: Token)).Secrets.ShouldHaveSingleItem().Id.ShouldBe(secret.Id);
        (await client.TestWebhooksAsync(new TestWebhooksRequest(), Token)).Success.ShouldBeTrue();
        var test = hooks.Received.ShouldHaveSingleItem();
        new ImapApi.Client.Webhooks.WebhookVerifier([secret.Secret])
            .IsGenuine(test.Headers["webhook-id"], test.Headers["webhook-timestamp"], test.Headers["webhook-signature"], System.Text.Encoding.UTF8.GetBytes(test.Body)).ShouldBeTrue();
        (await client.GetWebhookTargetAsync(cancellationToken: Token)).Status.ShouldBe("active");
        (await client.ResumeWebhooksAsync(new ResumeWebhooksRequest(), Token)).Resumed.ShouldBeTrue();
        (await client.DeleteWebhookSecretAsync(secret.Id, cancellationToken: Token)).Deleted.ShouldBeTrue();
    }

    private static async Task RegisterAsync(IImapApiClient client, string user, int imapPort, int smtpPort)
    {
        var auth = new AuthRequest { User = user, Pass = DovecotServer.Password };
        var imap = new ServerEndpointRequest { Host = DovecotServer.Host, Port = imapPort, Auth = auth };
        var smtp = new ServerEndpointRequest { Host = "127.0.0.1", Port = smtpPort, Auth = auth };
        (await client.VerifyAccountAsync(new VerifyAccountRequest { Imap = imap }, Token)).Imap!.Success.ShouldBeTrue();
        (await client.RegisterAccountAsync(new RegisterAccountRequest { Account = user, Name = "Alice", Imap = imap, Smtp = smtp }, Token)).State.ShouldBe("new");
        await Eventually.TrueAsync(async () => (await client.GetAccountAsync(user, Token)).State == "connected", "the account is connected");
        (await client.UpdateAccountAsync(user, new UpdateAccountRequest { Name = "Alice Example" }, Token)).Account.ShouldBe(user);
        (await client.ListAccountsAsync(query: "Alice", cancellationToken: Token)).Accounts.ShouldHaveSingleItem().Name.ShouldBe("Alice Example");
        (await client.ReconnectAccountAsync(user, Token)).Account.ShouldBe(user);
        await Eventually.TrueAsync(async () => (await client.GetAccountAsync(user, Token)).State == "connected", "the account is connected again");
        (await client.SyncAccountAsync(user, Token)).Account.ShouldBe(user);
    }

    private static async Task WorkOnMailboxesAsync(IImapApiClient client, string user)
    {
        (await client.CreateMailboxAsync(user, new CreateMailboxRequest { Path = "Work" }, Token)).Created.ShouldBeTrue();
        (await client.UpdateMailboxAsync(user, new UpdateMailboxRequest { Path = "Work", NewPath = "Projects" }, Token)).NewPath.ShouldBe("Projects");
        await client.CreateMailboxAsync(user, new CreateMailboxRequest { Path = "Gone" }, Token);
        (await client.DeleteMailboxAsync(user, "Gone", Token)).Deleted.ShouldBeTrue();
        (await client.ListMailboxesAsync(user, counters: true, cancellationToken: Token)).Mailboxes.Select(mailbox => mailbox.Path).ShouldContain("Projects");
        var quota = await Should.ThrowAsync<ImapApiException>(() => client.GetQuotaAsync(user, cancellationToken: Token));
        quota.StatusCode.ShouldBe(422, "this Dovecot has no quota, and says so");
    }

    private static async Task ReadAsync(IImapApiClient client, string user)
    {
        var message = (await client.ListMessagesAsync(user, "INBOX", pageSize: 5, cancellationToken: Token)).Messages.ShouldHaveSingleItem();
        var details = await client.GetMessageAsync(user, message.Id, textType: TextKinds.Plain, cancellationToken: Token);
        details.Headers.Keys.ShouldContain("message-id");
        (await client.GetMessageTextAsync(user, details.Text!.Id, cancellationToken: Token)).Plain.ShouldNotBeNullOrEmpty();
        (await ReadTextAsync(await client.GetMessageSourceAsync(user, message.Id, Token))).ShouldContain("Subject:");
        using var attachment = await client.GetAttachmentAsync(user, details.Attachments!.First().Id, Token);
        using var bytes = new MemoryStream();
        await attachment.Stream.CopyToAsync(bytes, Token);
        bytes.Length.ShouldBeGreaterThan(0);
    }

    private static async Task FindAsync(IImapApiClient client, string user)
    {
        (await client.SearchMessagesAsync(user, new SearchRequest { Search = new SearchKeysRequest { Unseen = true } }, "INBOX", cancellationToken: Token)).Total.ShouldBe(1);
        (await client.WaitForMessageAsync(user, from: "sender", timeout: 1, cancellationToken: Token)).Found.ShouldBeTrue();
        (await client.ListThreadsAsync(user, "INBOX", cancellationToken: Token)).Threads.ShouldHaveSingleItem();
        var token = (await client.GetChangesAsync(user, "INBOX", cancellationToken: Token)).Token;
        (await client.GetChangesAsync(user, "INBOX", token, cancellationToken: Token)).Added.ShouldBeEmpty();
    }

    private static async Task ChangeAsync(IImapApiClient client, string user)
    {
        var flagged = new FlagChangeRequest { Add = ["\\Flagged"] };
        var uploaded = await client.UploadMessageAsync(user, new UploadMessageRequest { Path = "Projects", From = Address("alice@example.com"), Subject = "A draft", Text = "Hello" }, Token);
        uploaded.Path.ShouldBe("Projects");
        var id = (await client.ListMessagesAsync(user, "Projects", cancellationToken: Token)).Messages.ShouldHaveSingleItem().Id;
        (await client.UpdateMessageAsync(user, id, new UpdateMessageRequest { Flags = flagged }, Token)).Flags!.ShouldNotBeNull();
        (await client.UpdateMessagesAsync(user, "Projects", new UpdateMessagesRequest { Flags = flagged, All = true }, Token)).ShouldNotBeNull();
        (await client.CopyMessageAsync(user, id, new TransferMessageRequest { Path = "INBOX" }, Token)).Path.ShouldBe("INBOX");
        (await client.CopyMessagesAsync(user, "Projects", new TransferMessagesRequest { Path = "INBOX", All = true }, Token)).Path.ShouldBe("INBOX");
        (await client.MoveMessagesAsync(user, "INBOX", new TransferMessagesRequest { Path = "Projects", Search = new SearchKeysRequest { Subject = "A draft" } }, Token)).Path.ShouldBe("Projects");
        (await client.MoveMessageAsync(user, id, new TransferMessageRequest { Path = "INBOX" }, Token)).Path.ShouldBe("INBOX");
        (await client.DeleteMessagesAsync(user, "Projects", new MessageSelectionRequest { All = true }, force: true, cancellationToken: Token)).ShouldNotBeNull();
        var moved = (await client.SearchMessagesAsync(user, new SearchRequest { Search = new SearchKeysRequest { Subject = "A draft" } }, "INBOX", cancellationToken: Token)).Messages.ShouldHaveSingleItem();
        (await client.DeleteMessageAsync(user, moved.Id, force: true, cancellationToken: Token)).Deleted.ShouldBeTrue();
    }

    private static async Task SendAsync(IImapApiClient client, string user, SmtpSink sink)
    {
        var message = new SubmitMessageRequest { From = Address("alice@example.com"), To = [Address("bob@example.com")], Subject = "Hello", Text = "Good morning" };
        var sent = await client.SubmitMessageAsync(user, message, cancellationToken: Token);
        $"<{sink.Messages.ShouldHaveSingleItem().Parse().MessageId}>".ShouldBe(sent.MessageId);
        (await client.GetOutboxEntryAsync(sent.QueueId, Token)).State.ShouldBe("sent");

        var later = message with { SendAt = TimeProvider.System.GetUtcNow().AddDays(1) };
        var queued = await client.QueueMessageAsync(user, later, "order-4711", Token);
        queued.State.ShouldBe("scheduled");
        (await client.QueueMessageAsync(user, later, "order-4711", Token)).QueueId.ShouldBe(queued.QueueId);
        (await client.CancelSubmissionAsync(queued.QueueId, Token)).State.ShouldBe("cancelled");
        (await client.ListOutboxAsync(user, cancellationToken: Token)).Total.ShouldBe(2);
    }

    private static async Task LookBackAsync(IImapApiClient client, string user)
    {
        (await ReadTextAsync(await client.GetProtocolLogAsync(user, Token))).ShouldContain("LOGIN", Case.Insensitive);
        var events = (await client.ListEventsAsync(user, after: "0", cancellationToken: Token)).Events;
        events.First().Event.ShouldBe("accountAdded");
        await foreach (var followed in client.FollowEventsAsync(user, after: "0", cancellationToken: Token))
        {
            (followed.Event.EventId, followed.Event.Data["name"]?.GetValue<string>()).ShouldBe((events.First().EventId, "Alice"));
            break;
        }

        using (var stream = await client.StreamEventsAsync(user, after: "0", cancellationToken: Token))
            stream.StatusCode.ShouldBe(200);
        var delivery = await Eventually.GetAsync(async () => (await client.ListDeliveriesAsync(account: user, cancellationToken: Token)).Deliveries.FirstOrDefault(one => one.Status == "delivered"), "an event is delivered");
        (await client.ReplayDeliveryAsync(delivery.Id, Token)).EventId.ShouldBe(delivery.EventId);
        (await client.DeleteAccountAsync(user, Token)).Deleted.ShouldBeTrue();
    }

    /// <summary>The first token closes the server to those without one.</summary>
    private static async Task<IReadOnlySet<string>> CloseAsync(IImapApiClient open, ApiProcess api)
    {
        var made = await open.CreateTokenAsync(new CreateTokenRequest { Description = "Of the test", Scopes = ["api", "admin"] }, Token);
        await Eventually.TrueAsync(async () => await Record.ExceptionAsync(() => open.GetStatisticsAsync(Token)) is ImapApiException { StatusCode: 401 }, "nobody is served without a token");
        await using var provider = Provider(api, made.Token);
        var (client, called) = CallRecorder.Around(provider.GetRequiredService<IImapApiClient>());
        (await client.ListTokensAsync(Token)).Tokens.ShouldHaveSingleItem().Description.ShouldBe("Of the test");
        (await client.RevokeTokenAsync(made.Id, Token)).Id.ShouldBe(made.Id);
        return called;
    }

    private static OutgoingAddressRequest Address(string address) => new() { Address = address };

    private static async Task<string> ReadTextAsync(FileResponse file)
    {
        using (file)
        {
            using var reader = new StreamReader(file.Stream);
            return await reader.ReadToEndAsync(Token);
        }
    }
}
