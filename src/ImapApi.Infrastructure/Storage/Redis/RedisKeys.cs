using StackExchange.Redis;

namespace ImapApi.Infrastructure.Storage.Redis;

/// <summary>The names of the keys. The partition is the hash tag, so that all keys of a batch lie in one slot of a cluster.</summary>
internal static class RedisKeys
{
    private const string Prefix = "imapapi";

    public static RedisKey Identity { get; } = Name(Partition.Global, "identity");

    /// <summary>Holds the store's id in each partition: a batch is applied only where it stands.</summary>
    public static RedisKey Marker(Partition partition) => Name(partition, "store");

    public static RedisKey Collection(Partition partition, string collection) => Name(partition, "documents:" + collection);

    public static RedisKey Log(Partition partition, string log) => Name(partition, "log:" + log);

    public static RedisKey Queue(Partition partition, string queue) => Name(partition, "queue:" + queue);

    private static RedisKey Name(Partition partition, string name) => $"{Prefix}:{{{partition}}}:{name}";
}
