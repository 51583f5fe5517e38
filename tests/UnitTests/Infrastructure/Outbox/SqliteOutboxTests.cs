using ImapApi.TestKit.Contracts;

namespace ImapApi.UnitTests.Infrastructure.Outbox;

public sealed class SqliteOutboxStatesTests() : OutboxStatesContract(redis: "");

public sealed class SqliteOutboxOwnersTests() : OutboxOwnersContract(redis: "");

public sealed class SqliteOutboxKeysTests() : OutboxKeysContract(redis: "");

public sealed class SqliteOutboxBodiesTests() : OutboxBodiesContract(redis: "");

public sealed class SqliteOutboxEffectsTests() : OutboxEffectsContract(redis: "");
