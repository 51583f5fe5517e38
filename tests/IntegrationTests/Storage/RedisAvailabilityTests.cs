using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Health;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Storage;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.IntegrationTests.Storage;

/// <summary>Redis that goes away, comes back, or is not what it should be.</summary>
public sealed class RedisAvailabilityTests : IAsyncDisposable
{
    private static readonly Account Bob = SampleAccounts.Create();

    private readonly TempDirectory _data = new();
    private readonly RecordingLogs _logs = new();
    private RedisServer _redis = new();

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Is_away_when_the_server_dies_and_serves_again_once_it_is_back()
    {
        await _redis.StartAsync();
        await using var host = await StartAsync();
        await host.Get<IAccountStore>().SaveAsync(Bob, default);

        await _redis.KillAsync();
        await Should.ThrowAsync<StoreUnavailableException>(() => host.Get<IAccountStore>().FindAsync(Bob.Id, default));
        await Should.ThrowAsync<StoreUnavailableException>(() => host.Get<IAccountStore>().SaveAsync(Bob, default));
        (await WhyNotAsync(host)).ShouldNotBeNull();

        await _redis.StartAsync();
        await UntilReadyAsync(host);
        (await host.Get<IAccountStore>().FindAsync(Bob.Id, default)).ShouldBe(Bob);
        (await host.Get<IAccountStore>().SaveAsync(Bob, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Is_away_while_the_server_hangs_and_serves_again_once_it_answers()
    {
        await _redis.StartAsync();
        await using var host = await StartAsync(",asyncTimeout=300,syncTimeout=300");
        await host.Get<IAccountStore>().SaveAsync(Bob, default);

        await _redis.PauseAsync();
        try
        {
            await Should.ThrowAsync<StoreUnavailableException>(() => host.Get<IAccountStore>().FindAsync(Bob.Id, default));
            await Should.ThrowAsync<StoreUnavailableException>(() => host.Get<IAccountStore>().UpdateAsync(Bob.Id, account => account with { Name = "Robert" }, default));
            (await WhyNotAsync(host)).ShouldNotBeNull();
        }
        finally
        {
            await _redis.ContinueAsync();
        }

        await UntilReadyAsync(host);
        (await host.Get<IAccountStore>().UpdateAsync(Bob.Id, account => account with { Name = "Bobby" }, default))!.Value.After.Name.ShouldBe("Bobby");
    }

    [Fact]
    public async Task Starts_while_the_server_is_away_and_serves_once_it_is_there()
    {
        await using var host = await StartAsync();
        (await WhyNotAsync(host)).ShouldBe($"The store in Redis at {_redis.Endpoint} cannot be reached.");
        await Should.ThrowAsync<StoreUnavailableException>(() => host.Get<IAccountStore>().SaveAsync(Bob, default));

        await _redis.StartAsync();

        await UntilReadyAsync(host);
        (await host.Get<IAccountStore>().SaveAsync(Bob, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Refuses_a_server_that_may_evict()
    {
        _redis = new RedisServer("--maxmemory-policy", "allkeys-lru");
        await _redis.StartAsync();

        (await Should.ThrowAsync<StartupException>(() => StartAsync())).Message
            .ShouldBe($"Redis at {_redis.Endpoint} has maxmemory-policy allkeys-lru and would throw away accounts when memory runs short; set 'maxmemory-policy noeviction' there.");
    }

    [Fact]
    public async Task Stops_the_process_when_a_server_that_was_away_turns_out_to_evict()
    {
        _redis = new RedisServer("--maxmemory-policy", "volatile-ttl");
        await using var host = await StartAsync();
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Get<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        await _redis.StartAsync();

        await stopping.Task.WaitAsync(TimeSpan.FromMinutes(1));
        _logs.At(LogLevel.Critical).Single().ShouldContain("has maxmemory-policy volatile-ttl");
        Environment.ExitCode.ShouldBe(1);
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task Warns_of_a_server_without_append_only_file()
    {
        _redis = new RedisServer("--maxmemory-policy", "noeviction");
        await _redis.StartAsync();

        await using var host = await StartAsync();

        _logs.At(LogLevel.Warning).Single().ShouldContain("set 'appendonly yes' there");
    }

    [Fact]
    public async Task Writes_nothing_to_a_server_that_was_emptied_meanwhile_and_does_not_start_on_it()
    {
        await _redis.StartAsync();
        await using (var host = await StartAsync())
        {
            await host.Get<IAccountStore>().SaveAsync(Bob, default);
            await _redis.ExecuteAsync("FLUSHALL");

            await Should.ThrowAsync<StoreUnavailableException>(() => host.Get<IAccountStore>().SaveAsync(Bob, default));
            await Eventually.TrueAsync(async () => (await WhyNotAsync(host))?.Contains("is empty", StringComparison.Ordinal) == true, "the reason is shown");
            ((long)await _redis.ExecuteAsync("DBSIZE")).ShouldBe(0);
        }

        (await Should.ThrowAsync<StartupException>(() => StartAsync())).Message.ShouldContain($"delete '{_data["store-id"]}' to begin with an empty one");
    }

    [Fact]
    public async Task Refuses_a_store_of_another_directory_or_one_that_lost_a_part()
    {
        await _redis.StartAsync();
        await (await StartAsync()).DisposeAsync();
        using var other = new TempDirectory();
        await (await StorageHost.StartAsync(other.Path, _redis.Address(1))).DisposeAsync();

        (await Should.ThrowAsync<StartupException>(() => StorageHost.StartAsync(other.Path, _redis.Address(0)))).Message.ShouldContain("is not the one that this data directory belongs to");

        await _redis.ExecuteAsync("EVAL", "return redis.call('DEL', 'imapapi:{7}:store')", 0);
        (await Should.ThrowAsync<StartupException>(() => StartAsync())).Message.ShouldContain("has lost 1 of its 64 partitions");
    }

    [Fact]
    public async Task Joins_the_store_of_another_node_with_the_same_key_only()
    {
        await _redis.StartAsync();
        await using var first = await StartAsync();
        await first.Get<IAccountStore>().SaveAsync(Bob, default);
        using var other = new TempDirectory();

        (await Should.ThrowAsync<StartupException>(() => StorageHost.StartAsync(other.Path, _redis.Address(0)))).Message.ShouldContain("were encrypted with another key");

        await using var second = await StorageHost.StartAsync(other.Path, _redis.Address(0), new Dictionary<string, string?> { ["security:keyFile"] = _data["key"] });
        (await second.Get<IAccountStore>().FindAsync(Bob.Id, default)).ShouldBe(Bob);
    }

    [Fact]
    public async Task Lets_two_first_starts_at_the_same_time_agree()
    {
        await _redis.StartAsync();
        var key = new Dictionary<string, string?> { ["security:key"] = Infrastructure.Security.SecretKey.Create().ToBase64() };
        using var other = new TempDirectory();

        var hosts = await Task.WhenAll(StorageHost.StartAsync(_data.Path, _redis.Address(0), key), StorageHost.StartAsync(other.Path, _redis.Address(0), key));

        (await File.ReadAllTextAsync(_data["store-id"])).ShouldBe(await File.ReadAllTextAsync(other["store-id"]));
        await hosts[0].Get<IAccountStore>().SaveAsync(Bob, default);
        (await hosts[1].Get<IAccountStore>().FindAsync(Bob.Id, default)).ShouldBe(Bob);
        foreach (var host in hosts)
            await host.DisposeAsync();
    }

    [Fact]
    public async Task Goes_on_when_the_server_has_forgotten_the_script()
    {
        await _redis.StartAsync();
        await using var host = await StartAsync();
        var batches = new NumberedBatches(host.Get<IStore>(), 1);
        await batches.WriteAsync(1);

        await _redis.ExecuteAsync("SCRIPT", "FLUSH");

        await batches.WriteAsync(2);
        (await batches.CheckAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Applies_nothing_of_a_batch_for_which_memory_has_run_out()
    {
        await _redis.StartAsync();
        await using var host = await StartAsync();
        var batches = new NumberedBatches(host.Get<IStore>(), 1);
        await batches.WriteAsync(1);

        await _redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "1mb");
        await Should.ThrowAsync<StoreUnavailableException>(() => batches.WriteAsync(2));
        (await batches.CheckAsync()).ShouldBe(1);

        await _redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "0");
        await batches.WriteAsync(2);
    }

    [Fact]
    public async Task Writes_no_secret_that_could_be_found_in_the_server()
    {
        await _redis.StartAsync();
        await using (var host = await StartAsync())
            await host.Get<IAccountStore>().SaveAsync(Bob with { Imap = Bob.Imap! with { Credentials = new Credentials.Password("user-of-bob", "correct horse battery staple") } }, default);

        // The append-only file holds every byte that was ever written.
        var files = _redis.Files.Select(File.ReadAllBytes).ToArray();
        files.SelectMany(file => SecretTraces.In(file, "user-of-bob")).ShouldBe(["plain"]);
        files.SelectMany(file => SecretTraces.In(file, "correct horse battery staple")).ShouldBeEmpty();
    }

    private static Task<string?> WhyNotAsync(StorageHost host) => host.Get<IReadiness>().WhyNotAsync(default);

    private static Task UntilReadyAsync(StorageHost host) => Eventually.TrueAsync(async () => await WhyNotAsync(host) is null, "the store is ready");

    private Task<StorageHost> StartAsync(string options = "") => StorageHost.StartAsync(
        _data.Path, options.Length == 0 ? _redis.Address(0) : _redis.Endpoint + options, services: services => services.AddSingleton<ILoggerProvider>(_logs));
}
