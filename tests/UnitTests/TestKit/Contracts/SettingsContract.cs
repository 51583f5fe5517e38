using ImapApi.Application.Settings;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Settings;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;
using ImapApi.TestKit.Storage;

namespace ImapApi.TestKit.Contracts;

/// <summary>The run-time settings, and how they are followed.</summary>
public abstract class SettingsContract : StorageTest
{
    private static readonly ServiceSettings Some = new(new LogSettings(All: false, [AccountId.Parse("a/b"), AccountId.Parse("ü")], 5));

    private protected SettingsContract(IStoragePlace place) : base(place)
    {
    }

    private ISettingsStore Settings => Host.Get<ISettingsStore>();

    private ISettingsFeed Feed => Host.Get<ISettingsFeed>();

    [Fact]
    public async Task Begins_with_the_defaults()
    {
        (await Settings.GetAsync(Token)).ShouldBe(ServiceSettings.Default);
        Feed.Current.ShouldBe(ServiceSettings.Default);
    }

    [Fact]
    public async Task Keeps_a_change_over_a_restart_and_shows_it_at_once()
    {
        ShouldBeSame(await Settings.UpdateAsync(_ => Some, Token), Some);
        ShouldBeSame(Feed.Current, Some);

        await RestartAsync();

        ShouldBeSame(await Settings.GetAsync(Token), Some);
    }

    [Fact]
    public async Task Keeps_urls_over_a_restart_and_their_passwords_out_of_the_store()
    {
        const string secret = "Tr0ub4dor-and-3-staples";
        var url = HttpUrl.Parse($"https://user:{secret}@example.com/hook");
        var webhooks = new WebhookSettings(new WebhookTarget("1", url, DateTimeOffset.FromUnixTimeMilliseconds(5)), [EventType.MessageNew], []);
        await Settings.UpdateAsync(current => current with { Webhooks = webhooks, AuthServer = url }, Token);

        await RestartAsync();

        var stored = await Settings.GetAsync(Token);
        (stored.Webhooks.Target, stored.AuthServer).ShouldBe((webhooks.Target, url));
        stored.Webhooks.Events.ShouldBe(webhooks.Events);
        var bytes = await Host.Get<IStore>().GetAsync(new DocumentKey(Partition.Global, "settings", "service"), Token);
        SecretTraces.In(bytes!, secret).ShouldBeEmpty();
    }

    [Fact]
    public async Task Loses_no_change_of_many_made_at_the_same_time()
    {
        await Settings.UpdateAsync(_ => Lines(1), Token);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Settings.UpdateAsync(current => Lines(current.Logs.MaxLogLines + 1), Token), Token)));

        (await Settings.GetAsync(Token)).Logs.MaxLogLines.ShouldBe(21);
        Feed.Current.Logs.MaxLogLines.ShouldBe(21);
    }

    [Fact]
    public async Task Notices_what_another_process_has_changed()
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Feed.Changed += (_, _) => changed.TrySetResult();

        // As another process does: past this process's repository.
        using (var others = new SettingsRepository(Host.Get<IStore>(), Host.Get<SettingsCodec>(), new SettingsFeed(Host.Get<SettingsCodec>())))
            await others.UpdateAsync(_ => Some, Token);

        await changed.Task.WaitAsync(TimeSpan.FromMinutes(1), Token);
        ShouldBeSame(Feed.Current, Some);
    }

    private static ServiceSettings Lines(int count) => new(LogSettings.Default with { MaxLogLines = count });

    private static void ShouldBeSame(ServiceSettings actual, ServiceSettings expected)
    {
        actual.Logs.Accounts.ShouldBe(expected.Logs.Accounts);
        (actual.Logs.All, actual.Logs.MaxLogLines).ShouldBe((expected.Logs.All, expected.Logs.MaxLogLines));
    }
}
