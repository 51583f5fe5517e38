using System.Collections.Concurrent;
using ImapApi.Domain.Accounts;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Smtp;

/// <summary>Keeps a connection for a few seconds after its message, for the next one of the same account with the same settings.</summary>
internal sealed class SmtpPool(IOptions<SmtpOptions> options, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, List<Kept>> _kept = [];
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits until the host may have one connection more; dispose the result when the message is through.</summary>
    public async Task<IDisposable> EnterAsync(string host, CancellationToken cancellationToken)
    {
        var places = _hosts.GetOrAdd(host, static (_, most) => new SemaphoreSlim(most), options.Value.HostConnections);
        await places.WaitAsync(cancellationToken);
        return new Place(places);
    }

    public SubmissionClient? Take(AccountId account, ServerEndpoint endpoint)
    {
        lock (_lock)
        {
            while (_kept.TryGetValue(account, out var list) && list.Count > 0)
            {
                var kept = list[^1];
                Forget(account, list, kept);
                if (kept.Endpoint == endpoint && kept.Client.IsConnected && !kept.Client.HasEnded)
                    return kept.Client;
                kept.Client.Dispose();
            }

            return null;
        }
    }

    /// <summary>Whoever gives it back does not use it any more.</summary>
    public void Keep(AccountId account, ServerEndpoint endpoint, SubmissionClient client)
    {
        // The authentication server is to be asked each time.
        if (options.Value.KeepSeconds == 0 || endpoint.Credentials is Credentials.AuthServer || !client.IsConnected)
        {
            client.Dispose();
            return;
        }

        lock (_lock)
        {
            if (!_kept.TryGetValue(account, out var list))
                _kept[account] = list = [];
            var kept = new Kept(endpoint, client);
            list.Add(kept);
            kept.Timer = time.CreateTimer(_ => Expire(account, kept), null, TimeSpan.FromSeconds(options.Value.KeepSeconds), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var kept in _kept.Values.SelectMany(list => list))
            {
                kept.Timer?.Dispose();
                kept.Client.Dispose();
            }

            _kept.Clear();
        }

        foreach (var places in _hosts.Values)
            places.Dispose();
    }

    private void Expire(AccountId account, Kept kept)
    {
        lock (_lock)
        {
            if (!_kept.TryGetValue(account, out var list) || !list.Contains(kept))
                return;
            Forget(account, list, kept);
        }

        kept.Client.Dispose();
    }

    private void Forget(AccountId account, List<Kept> list, Kept kept)
    {
        kept.Timer?.Dispose();
        list.Remove(kept);
        if (list.Count == 0)
            _kept.Remove(account);
    }

    private sealed class Kept(ServerEndpoint endpoint, SubmissionClient client)
    {
        public ServerEndpoint Endpoint { get; } = endpoint;

        public SubmissionClient Client { get; } = client;

        public ITimer? Timer { get; set; }
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private SemaphoreSlim? _places = places;

        public void Dispose() => Interlocked.Exchange(ref _places, null)?.Release();
    }
}
