using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class WaitFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Answers_with_a_message_that_is_there_or_arrives(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(MailFactory.Plain(1, "An old one")));
        await account.InitializedAsync();
        var there = (await account.GetAsync("messages/wait?subject=old")).Ok();
        there.Truth("found").ShouldBeTrue();
        there.At("message").Text("subject").ShouldBe("An old one");

        var waiting = account.GetAsync("messages/wait?from=sender3&subject=code&timeout=90");
        (await account.GetAsync("messages/wait?subject=code&timeout=0")).Ok().Truth("found").ShouldBeFalse();
        account.Mail.Deliver(MailFactory.Plain(2, "The code is 22"));
        account.Mail.Deliver(MailFactory.Plain(3, "The code is 33"));
        // A server without IDLE is asked once a minute.
        (await account.Api.PutAsync($"{account.Path}/sync", new { })).Ok();
        (await waiting).Ok().At("message").Text("subject").ShouldBe("The code is 33");
    }

    [Fact]
    public async Task Says_when_none_has_come_and_what_is_wrong()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Plain(1)));
        (await account.GetAsync("messages/wait?from=nobody&timeout=1")).Ok().GetRawText().ShouldBe("{\"found\":false}");
        (await account.GetAsync("messages/wait")).Invalid("from");
        (await account.GetAsync("messages/wait?from=a&timeout=301")).Invalid("timeout");
        (await account.GetAsync("messages/wait?from=a&path=Nowhere&timeout=0")).Problem(System.Net.HttpStatusCode.NotFound, "MailboxNotFound");
        (await account.Api.GetAsync("/v1/account/no-such-account/messages/wait?from=a")).Problem(System.Net.HttpStatusCode.NotFound, "AccountNotFound");
    }
}
