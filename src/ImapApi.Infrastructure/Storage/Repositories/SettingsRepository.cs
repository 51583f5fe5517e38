using ImapApi.Application.Settings;
using ImapApi.Domain.Settings;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>The settings: one document in the global partition.</summary>
internal sealed class SettingsRepository(IStore store, SettingsCodec codec, SettingsFeed feed) : ISettingsStore, IDisposable
{
    public static readonly DocumentKey Key = new(Partition.Global, "settings", "service");

    // One at a time in this process, so that a value read before a change is not published after it.
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<ServiceSettings> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return feed.Publish(await store.GetAsync(Key, cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<ServiceSettings> UpdateAsync(Func<ServiceSettings, ServiceSettings> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Again from the newest value while other processes are faster.
            while (true)
            {
                var before = await store.GetAsync(Key, cancellationToken);
                var after = codec.Encode(change(codec.Decode(before)));
                if ((await store.ApplyAsync(new Batch(Partition.Global).Require(Key, before).Put(Key, after), cancellationToken)).Applied)
                    return feed.Publish(after);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
