using ImapApi.Application.Settings;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;

namespace ImapApi.UnitTests.Application;

public sealed class SettingsUseCaseTests : IAsyncDisposable
{
    private readonly UseCases _useCases = new();

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    [Fact]
    public async Task What_is_not_given_stays()
    {
        var bob = AccountId.Parse("bob");

        (await _useCases.SendAsync(new UpdateSettings(new LogSettingsChange(null, [bob], null)))).ShouldBe(["logs"]);
        (await _useCases.SendAsync(new UpdateSettings(new LogSettingsChange(null, null, 500)))).ShouldBe(["logs"]);

        var logs = (await _useCases.SendAsync(new GetSettings())).Logs;
        (logs.All, logs.MaxLogLines).ShouldBe((false, 500));
        logs.Covers(bob).ShouldBeTrue();
        logs.Covers(AccountId.Parse("alice")).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_account_can_be_logged()
    {
        await _useCases.SendAsync(new UpdateSettings(new LogSettingsChange(true, null, null)));

        (await _useCases.Settings.GetAsync(default)).Logs.Covers(AccountId.Parse("anybody")).ShouldBeTrue();
    }

    [Fact]
    public async Task Wrong_settings_change_nothing()
    {
        (await _useCases.KeysRefusedAsync(new UpdateSettings(null))).ShouldBe(["body"]);
        (await _useCases.KeysRefusedAsync(new UpdateSettings(new LogSettingsChange(true, null, 0)))).ShouldBe(["logs.maxLogLines"]);
        (await _useCases.KeysRefusedAsync(new UpdateSettings(new LogSettingsChange(true, null, 1_000_001)))).ShouldBe(["logs.maxLogLines"]);

        (await _useCases.Settings.GetAsync(default)).ShouldBe(ServiceSettings.Default);
    }
}
