using StackExchange.Redis;

namespace ImapApi.Infrastructure.Storage.Redis;

/// <summary>
/// A batch as one script call: Redis runs a script to its end before anything else, and writes its effects to the append-only file as one transaction.
/// Documents are fields of a hash, logs are streams whose ids count in their second half, queues are sorted sets.
/// </summary>
internal sealed class RedisBatch
{
    /// <summary>
    /// Each condition and write takes one key and three arguments. The shebang lets Redis refuse the whole script, not its second half, when memory
    /// has run out. Answers the sequence numbers, or { -1, the condition that failed }, or { -2 } when this is not our store.
    /// </summary>
    public const string Script = """
        #!lua
        if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {-2} end
        local key, arg = 2, 3
        for condition = 0, ARGV[2] - 1 do
            local found = redis.call('HGET', KEYS[key], ARGV[arg + 1])
            local kind = ARGV[arg]
            local holds
            if kind == 'exactly' then holds = found == ARGV[arg + 2]
            elseif kind == 'present' then holds = found ~= false
            else holds = found == false end
            if not holds then return {-1, condition} end
            key, arg = key + 1, arg + 3
        end
        local sequences = {}
        while KEYS[key] do
            local kind, first, second = ARGV[arg], ARGV[arg + 1], ARGV[arg + 2]
            if kind == 'put' then redis.call('HSET', KEYS[key], first, second)
            elseif kind == 'delete' then redis.call('HDEL', KEYS[key], first)
            elseif kind == 'drop' then redis.call('UNLINK', KEYS[key])
            elseif kind == 'append' then sequences[#sequences + 1] = tonumber(string.sub(redis.call('XADD', KEYS[key], '0-*', 'v', first), 3))
            elseif kind == 'keep' then redis.call('XTRIM', KEYS[key], 'MAXLEN', '=', first)
            elseif kind == 'trim' then redis.call('XTRIM', KEYS[key], 'MINID', '=', first)
            elseif kind == 'schedule' then redis.call('ZADD', KEYS[key], first, second)
            elseif kind == 'unschedule' then redis.call('ZREM', KEYS[key], first)
            end
            key, arg = key + 1, arg + 3
        end
        return sequences
        """;

    private readonly List<RedisKey> _keys;
    private readonly List<RedisValue> _arguments;

    public RedisBatch(Batch batch, string storeId)
    {
        _keys = new(1 + batch.Conditions.Count + batch.Writes.Count) { RedisKeys.Marker(batch.Partition) };
        _arguments = new(2 + (3 * (batch.Conditions.Count + batch.Writes.Count))) { storeId, batch.Conditions.Count };
        foreach (var condition in batch.Conditions)
            Add(batch.Partition, condition);
        foreach (var write in batch.Writes)
            Add(batch.Partition, write);
    }

    public RedisKey[] Keys => [.. _keys];

    public RedisValue[] Arguments => [.. _arguments];

    /// <summary>Null: this is not our store.</summary>
    public static BatchOutcome? Read(long[] answer) => answer switch
    {
        [-2] => null,
        [-1, var condition] => BatchOutcome.Refused((int)condition),
        _ => new BatchOutcome(FailedCondition: null, answer),
    };

    private void Add(Partition partition, StoreCondition condition)
    {
        var collection = RedisKeys.Collection(partition, condition.Collection);
        switch (condition)
        {
            case StoreCondition.Exactly exactly:
                Add(collection, "exactly", exactly.Id, exactly.Value);
                break;
            case StoreCondition.Present:
                Add(collection, "present", condition.Id);
                break;
            case StoreCondition.Absent:
                Add(collection, "absent", condition.Id);
                break;
            default:
                throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}.");
        }
    }

    private void Add(Partition partition, StoreWrite write)
    {
        switch (write)
        {
            case StoreWrite.Put put:
                Add(RedisKeys.Collection(partition, put.Collection), "put", put.Id, put.Value);
                break;
            case StoreWrite.Delete delete:
                Add(RedisKeys.Collection(partition, delete.Collection), "delete", delete.Id);
                break;
            case StoreWrite.DeleteCollection delete:
                Add(RedisKeys.Collection(partition, delete.Collection), "drop");
                break;
            case StoreWrite.Append append:
                Add(RedisKeys.Log(partition, append.Log), "append", append.Value);
                break;
            case StoreWrite.KeepNewest keep:
                Add(RedisKeys.Log(partition, keep.Log), "keep", keep.Count);
                break;
            case StoreWrite.TrimThrough trim:
                Add(RedisKeys.Log(partition, trim.Log), "trim", EntryId(trim.Sequence + 1));
                break;
            case StoreWrite.DeleteLog delete:
                Add(RedisKeys.Log(partition, delete.Log), "drop");
                break;
            case StoreWrite.Schedule schedule:
                Add(RedisKeys.Queue(partition, schedule.Queue), "schedule", schedule.Due.ToUnixTimeMilliseconds(), schedule.Id);
                break;
            case StoreWrite.Unschedule unschedule:
                Add(RedisKeys.Queue(partition, unschedule.Queue), "unschedule", unschedule.Id);
                break;
            default:
                throw new InvalidOperationException($"Unknown write {write.GetType().Name}.");
        }
    }

    /// <summary>The id of a stream entry: time 0, so that the ids are our sequence numbers.</summary>
    public static string EntryId(long sequence) => $"0-{sequence}";

    private void Add(RedisKey key, string kind, RedisValue first = default, RedisValue second = default)
    {
        _keys.Add(key);
        _arguments.AddRange([kind, first.IsNull ? RedisValue.EmptyString : first, second.IsNull ? RedisValue.EmptyString : second]);
    }
}
