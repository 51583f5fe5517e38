using System.Buffers.Binary;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Outbox;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>The names of all that is stored for an account, in one place so that removing an account misses nothing.</summary>
internal static class AccountKeys
{
    public const string Accounts = "accounts";

    private const string Owners = "owners";
    private const int EpochLength = 16;

    public static DocumentKey Document(Partition partition, AccountId account) => new(partition, Accounts, account.Key);

    public static DocumentKey Owner(Partition partition, AccountId account) => new(partition, Owners, account.Key);

    /// <summary>One collection for each account; it outlives the account.</summary>
    public static string MailboxNumbers(AccountId account) => "mailbox-numbers:" + account.Key;

    /// <summary>What is known of the account's mailboxes: read as a whole.</summary>
    public static string MailboxIndexes(AccountId account) => "mailbox-indexes:" + account.Key;

    public static string ProtocolLog(AccountId account) => "protocol-log:" + account.Key;

    /// <summary>The fence: the batch is applied only while this is the account's newest epoch.</summary>
    public static Batch RequireOwner(this Batch batch, AccountId account, OwnershipEpoch epoch) => batch.Require(Owner(batch.Partition, account), ToBytes(epoch));

    public static Batch RemoveAccount(this Batch batch, AccountId account) => batch
        .Delete(Document(batch.Partition, account))
        .Delete(Owner(batch.Partition, account))
        .DeleteCollection(MailboxIndexes(account))
        .RemoveOutbox(account)
        .DeleteLog(ProtocolLog(account));

    public static byte[] ToBytes(OwnershipEpoch epoch)
    {
        var bytes = new byte[EpochLength];
        BinaryPrimitives.WriteInt64BigEndian(bytes, epoch.Counter);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(sizeof(long)), epoch.Nonce);
        return bytes;
    }

    public static OwnershipEpoch ToEpoch(byte[] bytes) =>
        new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(sizeof(long))));
}
