using System.Net;
using ImapApi.IntegrationTests.Fixtures;
using Microsoft.AspNetCore.Http;

namespace ImapApi.IntegrationTests.Flows;

public sealed class WebhookFlows(SharedServers servers)
{
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task New_mail_is_posted_with_the_id_and_the_content_of_its_event(StoreKind store)
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var api = await servers.NewApiAsync(store);
        await SetTargetAsync(api, sink.Address + "/hook?tenant=7");
        var account = await servers.AccountAsync(api.Client, await servers.DovecotAsync());
        await account.InitializedAsync();

        account.Mail.Deliver(MailFactory.Plain(1, "Told at once"));

        var told = (await sink.UntilAsync(all => all.Any(IsNewMail), "the new mail is posted")).First(IsNewMail);
        var logged = (await account.EventsAsync()).Single(e => e.Text("event") == "messageNew");
        told.Path.ShouldBe("/hook");
        told.Headers["content-type"].ShouldStartWith("application/json");
        told.EventId.ShouldBe(logged.Text("eventId"));
        told.Json.Text("eventId").ShouldBe(told.EventId);
        told.Json.Text("account").ShouldBe(account.Id);
        told.Json.Text("path").ShouldBe("INBOX");
        told.Json.Text("date").ShouldBe(logged.Text("date"));
        told.Json.At("data").GetRawText().ShouldBe(logged.At("data").GetRawText());
        told.Json.At("data").Text("subject").ShouldBe("Told at once");
        told.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["eventId", "account", "date", "path", "event", "data"], ignoreOrder: true);
        var events = await account.EventsAsync();
        (await sink.UntilAsync(all => all.Count >= events.Length, "every event is posted")).Select(one => one.EventId).Distinct().ShouldBe(events.Select(e => e.Text("eventId")));
    }

    [Fact]
    public async Task Each_webhook_is_signed_so_that_others_verifiers_accept_it_also_while_a_secret_is_replaced()
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        var first = (await api.Client.PostAsync("/v1/webhooks/secrets", new { })).Ok();
        await SetTargetAsync(api, sink.Address);
        (await api.Client.PostAsync("/v1/webhooks/test", new { })).Ok().Truth("success").ShouldBeTrue();
        var second = (await api.Client.PostAsync("/v1/webhooks/secrets", new { })).Ok();
        await api.Client.RegisterAsync("late", Registration.Imap(1, "late"));
        var received = await sink.UntilAsync(all => all.Any(one => one.Json.Text("event") == "accountAdded"), "the registration is posted");
        var (test, added) = (received[0], received.First(one => one.Json.Text("event") == "accountAdded"));

        (await WebhookVerifiers.AskAsync(first.Text("secret"), test)).ShouldBe(["standardwebhooks accepts", "svix accepts"]);
        (await WebhookVerifiers.AskAsync(first.Text("secret"), added)).ShouldBe(["standardwebhooks accepts", "svix accepts"]);
        (await WebhookVerifiers.AskAsync(second.Text("secret"), added)).ShouldBe(["standardwebhooks accepts", "svix accepts"]);
        (await WebhookVerifiers.AskAsync(second.Text("secret"), test)).ShouldAllBe(line => line.Contains("refuses"));
        (await WebhookVerifiers.AskAsync(first.Text("secret"), added with { Body = added.Body + " " })).ShouldAllBe(line => line.Contains("refuses"));

        (await api.Client.GetAsync("/v1/webhooks/secrets")).Ok().Items("secrets").Select(secret => secret.Text("id")).ShouldBe([first.Text("id"), second.Text("id")]);
        (await api.Client.DeleteAsync($"/v1/webhooks/secrets/{first.Text("id")}")).Ok();
        (await api.Client.DeleteAsync($"/v1/webhooks/secrets/{first.Text("id")}")).Problem(HttpStatusCode.NotFound, "WebhookSecretNotFound");
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_what_the_target_says_is_listed_and_replayed()
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        sink.Answer = async (webhook, response) =>
        {
            response.Redirect("/elsewhere");
            await response.WriteAsync("go there: " + webhook.Headers["authorization"]);
        };
        await SetTargetAsync(api, sink.Address.Replace("http://", "http://hook:se%3Acret@", StringComparison.Ordinal));
        await api.Client.RegisterAsync("one", Registration.Imap(1, "one"));

        var pending = (await Eventually.GetAsync(
            async () => await api.Client.GetAsync("/v1/webhooks/deliveries?status=pending&account=one") is var answer && answer.Ok().Number("total") > 0 ? answer : null,
            "the delivery is listed")).Ok().Items("deliveries")[0];
        pending.Text("event").ShouldBe("accountAdded");
        pending.Text("url").ShouldBe(sink.Address + "/");
        pending.Items("attempts")[0].Number("statusCode").ShouldBe(302);
        pending.Items("attempts")[0].Text("response").ShouldBe("go there: Basic …");
        pending.Text("nextAttempt").ShouldNotBeNullOrEmpty();
        sink.Received.ShouldAllBe(webhook => webhook.Path == "/" && webhook.Headers["authorization"] == "Basic aG9vazpzZTpjcmV0");

        sink.Answer = (_, _) => Task.CompletedTask;
        (await api.Client.PostAsync($"/v1/webhooks/deliveries/{pending.Text("id")}/replay", new { })).Ok().Text("eventId").ShouldBe(pending.Text("eventId"));
        var delivered = (await Eventually.GetAsync(
            async () => await api.Client.GetAsync("/v1/webhooks/deliveries?status=delivered&event=accountAdded") is var answer && answer.Ok().Number("total") > 0 ? answer : null,
            "it is delivered on schedule")).Ok().Items("deliveries")[0];
        delivered.Text("id").ShouldBe(pending.Text("id"));
        (await api.Client.PostAsync("/v1/webhooks/deliveries/g7-bm9ib2R5/replay", new { })).Problem(HttpStatusCode.NotFound, "DeliveryNotFound");
        (await api.Client.PostAsync("/v1/webhooks/deliveries/nonsense/replay", new { })).Problem(HttpStatusCode.BadRequest, "InvalidInput");
        api.Output.ShouldNotContain("cret");
        (await api.Client.GetAsync("/metrics")).Text.ShouldContain("webhooks{status=\"delivered\",event=\"accountAdded\"} 1");
    }

    [Fact]
    public async Task A_target_that_answers_410_is_disabled_until_it_is_resumed()
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        sink.Answer = (_, response) =>
        {
            response.StatusCode = 410;
            return Task.CompletedTask;
        };
        await SetTargetAsync(api, sink.Address);
        await api.Client.RegisterAsync("one", Registration.Imap(1, "one"));
        await Eventually.TrueAsync(async () => (await api.Client.GetAsync("/v1/webhooks/target")).Ok().Text("status") == "disabled", "the target is disabled");
        sink.Answer = (_, _) => Task.CompletedTask;
        sink.Received.Count.ShouldBe(1);

        (await api.Client.PostAsync("/v1/webhooks/resume", new { })).Ok().Truth("resumed").ShouldBeTrue();

        var received = await sink.UntilAsync(all => all.Count > 1, "it is delivered");
        received[1].EventId.ShouldBe(received[0].EventId);
        (await api.Client.GetAsync("/v1/webhooks/target")).Ok().Text("status").ShouldBe("active");
        (await api.Client.PostAsync("/v1/webhooks/resume", new { account = "one" })).Problem(HttpStatusCode.NotFound, "WebhookTargetNotFound");
    }

    [Fact]
    public async Task Nothing_is_posted_to_where_the_configuration_forbids_it()
    {
        await using var sink = await WebhookSink.StartAsync();
        var data = Directory.CreateTempSubdirectory("imapapi-").FullName;
        await using (var open = await ApiProcess.StartInAsync(data))
            await SetTargetAsync(open, sink.Address);
        await using var api = await ApiProcess.StartInAsync(data, "--webhooks:targets", "public");

        foreach (var host in new[] { "127.0.0.1", "localhost", "10.1.2.3", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "[fe80::1]" })
        {
            (await api.Client.PostAsync("/v1/settings", new { webhooks = $"http://{host}/", authServer = $"http://{host}/" })).Invalid("webhooks", "authServer");
            (await api.Client.PostAsync("/v1/account", new { account = "one", name = "One", imap = Registration.Imap(1, "one"), webhooks = $"http://{host}/" })).Invalid("webhooks");
        }

        // The one that was set before is refused when it is connected to.
        var tested = (await api.Client.PostAsync("/v1/webhooks/test", new { })).Ok();

        tested.Truth("success").ShouldBeFalse();
        tested.Text("error").ShouldContain("webhooks.targets");
        sink.Received.ShouldBeEmpty();
        Directory.Delete(data, recursive: true);
    }

    private static bool IsNewMail(SunkWebhook webhook) => webhook.Json.Text("event") == "messageNew";

    private static async Task SetTargetAsync(ApiProcess api, string url) => (await api.Client.PostAsync("/v1/settings", new { webhooks = url })).Ok();
}
