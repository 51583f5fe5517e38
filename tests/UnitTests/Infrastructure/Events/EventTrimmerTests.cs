using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Prometheus;
using Shouldly;

namespace ImapApi.UnitTests.Infrastructure.Events;

public sealed class EventTrimmerTests : IAsyncLifetime
{
    private static readonly AccountId Alice = AccountId.Parse("alice");
    private static readonly AccountId Bob = AccountId.Parse("bob");

    private readonly TempDirectory _data = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private StorageHost _host = null!;
    private EventTrimmer? _trimmer;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IStore Store => _host.Get<IStore>();

    private EventLog Log => _host.Get<EventLog>();

    public async ValueTask InitializeAsync() => _host = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        _trimmer?.Dispose();
        await _host.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Removes_what_is_too_old_from_feed_and_log_alike()
    {
        await HappenAsync(Alice, 300);
        _time.Advance(TimeSpan.FromHours(1.5));
        await HappenAsync(Alice, 2);
        await HappenAsync(Bob, 1);
        _time.Advance(TimeSpan.FromHours(1));

        await TrimAsync();

        (await SequencesAsync(Alice)).ShouldBe([301, 302]);
        (await SequencesAsync(Bob)).ShouldBe([1]);
        (await FeedAsync(Alice)).ShouldBe([301, 302]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Goes_by_itself_as_time_passes()
    {
        await HappenAsync(Alice, 3);
        await Trimmer.StartAsync(Token);
        while (await FeedAsync(Alice) is not [])
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMinutes(10));
            await Store.EndsAsync([new(0)], EventKeys.Feed, Token);
        }

        (await SequencesAsync(Alice)).ShouldBeEmpty();
        await Trimmer.StopAsync(Token);
    }

    [Fact]
    public async Task Lets_the_oldest_of_all_go_when_there_is_too_much()
    {
        for (var i = 0; i < 12; i++)
        {
            await HappenAsync(i % 2 == 0 ? Alice : Bob, 1, size: 200_000);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await TrimAsync();

        (await SequencesAsync(Alice)).ShouldBe([5, 6]);
        (await SequencesAsync(Bob)).ShouldBe([4, 5, 6]);
        (await FeedAsync(Alice)).ShouldBe([5, 6]);
        (await MetricAsync("events_stored")).ShouldBe(5);
        (await MetricAsync("events_stored_bytes")).ShouldBeInRange(1_000_000, 1_048_576);
    }

    [Fact]
    public async Task Does_not_count_what_the_account_itself_pushed_out()
    {
        await HappenAsync(Bob, 1, size: 100_000);
        for (var i = 0; i < 64; i++)
            await HappenAsync(Alice, 1, size: 60_000);

        await TrimAsync();

        (await SequencesAsync(Bob)).ShouldBe([1]);
        (await SequencesAsync(Alice)).ShouldBe(Enumerable.Range(55, 10).Select(number => (long)number));
        (await FeedAsync(Alice)).ShouldBe(await SequencesAsync(Alice));
    }

    [Fact]
    public async Task Counts_anew_after_a_restart_and_when_another_process_has_trimmed_too()
    {
        await _host.Get<IAccountStore>().SaveAsync(SampleAccounts.Create("alice"), Token);
        await HappenAsync(Alice, 4);
        await TrimAsync();
        var partition = _host.Get<Partitions>().Of(Alice);
        await Store.ApplyAsync(new Batch(partition).TrimThrough(EventKeys.Feed, 2).TrimThrough(EventKeys.Log(Alice), 2), Token);
        _time.Advance(TimeSpan.FromHours(3));
        await HappenAsync(Alice, 2);
        await TrimAsync();
        (await MetricAsync("events_stored")).ShouldBe(2);

        await _host.DisposeAsync();
        _host = await StartAsync();
        _trimmer!.Dispose();
        _trimmer = null;
        await TrimAsync();

        (await SequencesAsync(Alice)).ShouldBe([6, 7]);
        (await MetricAsync("events_stored")).ShouldBe(2);
    }

    [Fact]
    public async Task Forgets_a_removed_account_with_its_last_event()
    {
        var accounts = _host.Get<IAccountStore>();
        await accounts.SaveAsync(SampleAccounts.Create("alice"), Token);
        await accounts.SaveAsync(SampleAccounts.Create("bob"), Token);
        await accounts.RemoveAsync(Alice, Token);
        await TrimAsync();
        (await Log.FindHeadAsync(Alice, Token)).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromHours(3));

        await TrimAsync();

        (await Log.FindHeadAsync(Alice, Token)).ShouldBeNull();
        (await Log.FindHeadAsync(Bob, Token))!.Value.Sequence.ShouldBe(1);
        await accounts.SaveAsync(SampleAccounts.Create("alice"), Token);
        (await SequencesAsync(Alice)).ShouldBe([1]);
    }

    private async Task<StorageHost> StartAsync() => await StorageHost.StartAsync(
        _data.Path,
        configuration: new Dictionary<string, string?> { ["events:perAccount"] = "10", ["events:hours"] = "2", ["events:megabytes"] = "1" },
        services: services => services.AddSingleton<TimeProvider>(_time));

    private EventTrimmer Trimmer => _trimmer ??= ActivatorUtilities.CreateInstance<EventTrimmer>(_host.Get<IServiceProvider>());

    /// <summary>As the program does it four times a minute.</summary>
    private Task TrimAsync() => Trimmer.TrimAsync(Token);

    private Task<bool> HappenAsync(AccountId account, int count, int size = 1) =>
        Log.AppendAsync(account, [.. Enumerable.Repeat(new Change.AuthenticationSucceeded(new string('x', size)), count)], with: null, Token);

    private async Task<IEnumerable<long>> SequencesAsync(AccountId account) => (await Log.ReadAsync(account, 0, 1000, Token)).Select(entry => entry.Sequence);

    private async Task<List<long>> FeedAsync(AccountId account) =>
        [.. (await Store.RangeAsync(_host.Get<Partitions>().Of(account), EventKeys.Feed, 0, 1000, Token)).Select(entry => FeedEntry.Decode(entry.Value)).Where(entry => entry.AccountKey == account.Key).Select(entry => entry.Sequence)];

    private async Task<double> MetricAsync(string name)
    {
        using var text = new MemoryStream();
        await _host.Get<CollectorRegistry>().CollectAndExportAsTextAsync(text, Token);
        var line = System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
