using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Storage;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Storage;

namespace ImapApi.IntegrationTests.Storage;

/// <summary>Redis with an append-only file under kill -9.</summary>
public sealed class RedisKillTests : IDisposable
{
    private const int Writers = 6;

    private readonly TempDirectory _data = new();

    public void Dispose() => _data.Dispose();

    /// <summary>
    /// With <c>everysec</c> Redis answers before it has written to its file whenever the disk is behind, so a kill may cost the last answers; only
    /// <c>always</c> keeps every one. Whole or out is each batch with both.
    /// </summary>
    [Theory]
    [InlineData("always", 100)]
    [InlineData("everysec", 30)]
    public async Task Leaves_every_batch_whole_or_out_however_often_the_server_is_killed(string fsync, int rounds)
    {
        await using var redis = new RedisServer("--maxmemory-policy", "noeviction", "--appendonly", "yes", "--appendfsync", fsync);
        await redis.StartAsync();
        var random = new Random(4711);
        for (var round = 1; round <= rounds; round++)
        {
            var acknowledged = await WriteAndKillAsync(redis, batches: random.Next(1, 150));
            await redis.RepairAsync();
            await redis.StartAsync();

            await using var host = await StorageHost.StartAsync(_data.Path, redis.Address(0));
            for (var writer = 0; writer < Writers; writer++)
            {
                // The batch that was under way may have been applied, but nothing after it.
                var last = await new NumberedBatches(host.Get<IStore>(), writer).CheckAsync();
                last.ShouldBeInRange(fsync == "always" ? acknowledged[writer] : 0, acknowledged[writer] + 1, $"round {round}, writer {writer}");
            }
        }
    }

    /// <summary>Returns the last batch that each writer knew to be applied.</summary>
    private async Task<long[]> WriteAndKillAsync(RedisServer redis, int batches)
    {
        await using var host = await StorageHost.StartAsync(_data.Path, redis.Address(0));
        var count = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteUntilAwayAsync(host.Get<IStore>(), writer, () =>
        {
            if (Interlocked.Increment(ref count) == batches)
                enough.SetResult();
        })));

        await Task.WhenAny(enough.Task, writers).WaitAsync(TimeSpan.FromMinutes(2));
        writers.IsCompleted.ShouldBeFalse("the server was killed before the writers ended");
        await redis.KillAsync();
        return await writers.WaitAsync(TimeSpan.FromMinutes(2));
    }

    private static async Task<long> WriteUntilAwayAsync(IStore store, int writer, Action written)
    {
        var batches = new NumberedBatches(store, writer);
        var last = await batches.CheckAsync();
        try
        {
            while (true)
            {
                await batches.WriteAsync(last + 1);
                last++;
                written();
            }
        }
        catch (StoreUnavailableException)
        {
            return last;
        }
    }
}
