using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Contracts;

namespace ImapApi.IntegrationTests.Contracts;

public sealed class RedisStoreTests(RedisServer redis) : StoreContract(new RedisPlace(redis)), IClassFixture<RedisServer>;

public sealed class RedisClusterStoreTests(RedisCluster redis) : StoreContract(new RedisPlace(redis)), IClassFixture<RedisCluster>;

public sealed class RedisAccountStoreTests(RedisServer redis) : StoredAccountsContract(new RedisPlace(redis)), IClassFixture<RedisServer>;

public sealed class RedisOwnershipTests(RedisServer redis) : OwnershipContract(new RedisPlace(redis)), IClassFixture<RedisServer>;

public sealed class RedisMailboxNumbersTests(RedisServer redis) : MailboxNumbersContract(new RedisPlace(redis)), IClassFixture<RedisServer>;

public sealed class RedisSettingsTests(RedisServer redis) : SettingsContract(new RedisPlace(redis)), IClassFixture<RedisServer>;

public sealed class RedisTokensTests(RedisServer redis) : TokensContract(new RedisPlace(redis)), IClassFixture<RedisServer>;

public sealed class RedisSecretRotationTests(RedisServer redis) : SecretRotationContract(new RedisPlace(redis)), IClassFixture<RedisServer>;

public sealed class RedisProtocolLogsTests(RedisServer redis) : ProtocolLogsContract(new RedisPlace(redis)), IClassFixture<RedisServer>;

public sealed class RedisEventsTests(RedisServer redis) : StoredEventsContract(new RedisPlace(redis)), IClassFixture<RedisServer>;

public sealed class RedisOutboxStatesTests(RedisServer redis) : OutboxStatesContract(redis.Address(redis.NextDatabase())), IClassFixture<RedisServer>;

public sealed class RedisOutboxOwnersTests(RedisServer redis) : OutboxOwnersContract(redis.Address(redis.NextDatabase())), IClassFixture<RedisServer>;

public sealed class RedisOutboxEffectsTests(RedisServer redis) : OutboxEffectsContract(redis.Address(redis.NextDatabase())), IClassFixture<RedisServer>;

public sealed class RedisOutboxKeysTests(RedisServer redis) : OutboxKeysContract(redis.Address(redis.NextDatabase())), IClassFixture<RedisServer>;

public sealed class RedisOutboxBodiesTests(RedisServer redis) : OutboxBodiesContract(redis.Address(redis.NextDatabase())), IClassFixture<RedisServer>;
