using ImapApi.Application.Errors;
using StackExchange.Redis;

namespace ImapApi.Infrastructure.Storage.Redis;

/// <summary>What a Redis server must be like before anything is entrusted to it.</summary>
internal static class RedisChecks
{
    private static readonly Version Oldest = new(7, 0);

    /// <summary>Returns whether every primary keeps an append-only file.</summary>
    /// <exception cref="StartupException">A server may evict keys, or is too old.</exception>
    public static async Task<bool> CheckAsync(IConnectionMultiplexer redis)
    {
        var durable = true;
        foreach (var server in redis.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            var facts = (await server.InfoAsync()).SelectMany(section => section).ToLookup(fact => fact.Key, fact => fact.Value);
            var policy = facts["maxmemory_policy"].FirstOrDefault();
            if (policy != "noeviction")
            {
                throw new StartupException(
                    $"Redis at {server.EndPoint} has maxmemory-policy {policy} and would throw away accounts when memory runs short; set 'maxmemory-policy noeviction' there.");
            }

            if (!Version.TryParse(facts["redis_version"].FirstOrDefault(), out var version) || version < Oldest)
                throw new StartupException($"Redis at {server.EndPoint} is version {version?.ToString() ?? "unknown"}; ImapApi needs Redis {Oldest} or newer.");
            durable &= facts["aof_enabled"].FirstOrDefault() == "1";
        }

        return durable;
    }
}
