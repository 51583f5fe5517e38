using ImapApi.TestKit.Contracts;
using ImapApi.TestKit.Storage;

namespace ImapApi.UnitTests.Infrastructure.Storage;

public sealed class SqliteStoreTests() : StoreContract(new SqlitePlace());

public sealed class SqliteAccountStoreTests() : StoredAccountsContract(new SqlitePlace());

public sealed class SqliteOwnershipTests() : OwnershipContract(new SqlitePlace());

public sealed class SqliteMailboxNumbersTests() : MailboxNumbersContract(new SqlitePlace());

public sealed class SqliteSettingsTests() : SettingsContract(new SqlitePlace());

public sealed class SqliteTokensTests() : TokensContract(new SqlitePlace());

public sealed class SqliteSecretRotationTests() : SecretRotationContract(new SqlitePlace());

public sealed class SqliteProtocolLogsTests() : ProtocolLogsContract(new SqlitePlace());

public sealed class SqliteEventsTests() : StoredEventsContract(new SqlitePlace());
