using ImapApi.Application.Accounts;
using ImapApi.Application.Settings;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Settings;
using ImapApi.Domain.Webhooks;
using ImapApi.TestKit.Builders;

namespace ImapApi.UnitTests.Application;

public sealed class WebhookSettingsUseCaseTests : IAsyncDisposable
{
    private static readonly HttpUrl Url = HttpUrl.Parse("https://user:pass@example.com/hook");

    private readonly UseCases _useCases = new();

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    [Fact]
    public async Task A_new_target_begins_now_and_one_with_a_time_begins_then()
    {
        (await SetAsync(Url)).From.ShouldBe(_useCases.Time.GetUtcNow());
        var from = _useCases.Time.GetUtcNow().AddHours(-1).AddTicks(5);

        var target = await SetAsync(Url, from);

        target.From.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(from.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task Giving_the_same_url_again_changes_nothing_and_another_one_begins_anew()
    {
        var first = await SetAsync(Url);
        _useCases.Time.Advance(TimeSpan.FromHours(1));

        (await SetAsync(Url)).ShouldBe(first);
        (await SetAsync(HttpUrl.Parse("https://user:other@example.com/hook"))).Id.ShouldBe(first.Id);
        var other = await SetAsync(HttpUrl.Parse("https://example.com/other"));

        other.Id.ShouldNotBe(first.Id);
        other.From.ShouldBe(_useCases.Time.GetUtcNow());
        (await SetAsync(Url)).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task A_url_without_user_and_password_keeps_those_it_has()
    {
        await SetAsync(Url);

        (await SetAsync(HttpUrl.Parse(Url.Address))).Url.UserInfo.ShouldBe("user:pass");
        (await SetAsync(HttpUrl.Parse("https://example.com/elsewhere"))).Url.UserInfo.ShouldBeNull();
    }

    [Fact]
    public async Task A_time_alone_sets_the_present_target_back_and_needs_one()
    {
        var from = _useCases.Time.GetUtcNow().AddHours(-1);
        var change = new UpdateSettings(null) { Webhooks = WebhookChange.None with { From = from } };
        (await _useCases.KeysRefusedAsync(change)).ShouldBe(["webhooksFrom"]);
        var first = await SetAsync(Url);

        (await _useCases.SendAsync(change)).ShouldBe(["webhooksFrom"]);

        var target = await TargetAsync();
        (target!.Url, target.From).ShouldBe((Url, from));
        target.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task Url_events_and_authentication_server_change_each_for_itself()
    {
        await SetAsync(Url);
        (await _useCases.SendAsync(new UpdateSettings(null) { Webhooks = WebhookChange.None with { Events = [EventType.MessageNew] }, AuthServer = new UrlChange(Url) })).ShouldBe(["webhookEvents", "authServer"]);
        (await _useCases.SendAsync(new UpdateSettings(null) { Webhooks = WebhookChange.None with { Url = new UrlChange(null) } })).ShouldBe(["webhooks"]);

        var settings = await _useCases.Settings.GetAsync(default);
        (settings.Webhooks.Target, settings.AuthServer).ShouldBe((null, Url));
        settings.Webhooks.Events.ShouldBe([EventType.MessageNew]);
        settings.Webhooks.Wants(EventType.MessageNew).ShouldBeTrue();
        settings.Webhooks.Wants(EventType.EventsLost).ShouldBeTrue();
        settings.Webhooks.Wants(EventType.MessageDeleted).ShouldBeFalse();
    }

    [Fact]
    public async Task An_accounts_own_target_survives_its_registration_anew_and_goes_when_it_is_not_given()
    {
        var account = SampleAccounts.Create();
        var register = new RegisterAccount(account) { Webhooks = new WebhookChange(new UrlChange(Url), [EventType.MessageNew], null, [new CustomHeader("X-Key", "secret")]) };
        await _useCases.SendAsync(register);
        var first = await StoredAsync(account.Id);
        (first.Target!.Url, first.Headers[0].Value).ShouldBe((Url, "secret"));

        await _useCases.SendAsync(register);
        (await StoredAsync(account.Id)).Target.ShouldBe(first.Target);
        await _useCases.SendAsync(new UpdateAccount(account.Id, "Renamed", null, null));
        (await StoredAsync(account.Id)).Target.ShouldBe(first.Target);

        await _useCases.SendAsync(new RegisterAccount(account));
        (await StoredAsync(account.Id)).ShouldBe(WebhookSettings.None);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("a\r\nb")]
    [InlineData("ünicode")]
    [InlineData("Host")]
    [InlineData("content-length")]
    [InlineData("Webhook-Signature")]
    public async Task Refuses_a_header_that_is_none_or_ours(string key) =>
        (await _useCases.KeysRefusedAsync(WithHeader(key, "value"))).ShouldContain(name => name.StartsWith("webhooksCustomHeaders", StringComparison.Ordinal));

    [Theory]
    [InlineData("a\r\nX-Other: b")]
    [InlineData("a\0b")]
    [InlineData("wörd")]
    public async Task Refuses_a_headers_value_that_cannot_be_sent(string value) =>
        (await _useCases.KeysRefusedAsync(WithHeader("X-Key", value))).ShouldContain(name => name.StartsWith("webhooksCustomHeaders", StringComparison.Ordinal));

    private static UpdateAccount WithHeader(string key, string value) =>
        new(AccountId.Parse("bob"), null, null, null) { Webhooks = WebhookChange.None with { Headers = [new CustomHeader(key, value)] } };

    private async Task<WebhookTarget> SetAsync(HttpUrl url, DateTimeOffset? from = null)
    {
        await _useCases.SendAsync(new UpdateSettings(null) { Webhooks = WebhookChange.None with { Url = new UrlChange(url), From = from } });
        return (await TargetAsync())!;
    }

    private async Task<WebhookTarget?> TargetAsync() => (await _useCases.Settings.GetAsync(default)).Webhooks.Target;

    private async Task<WebhookSettings> StoredAsync(AccountId id) => (await _useCases.Accounts.FindAsync(id, default))!.Webhooks;
}
