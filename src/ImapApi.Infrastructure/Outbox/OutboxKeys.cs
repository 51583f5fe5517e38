using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>The names under which the outbox is stored.</summary>
internal static class OutboxKeys
{
    /// <summary>Which entries of a partition still have something to be done: the queue id and the account's key.</summary>
    public const string Open = "outbox-open";

    /// <summary>Which have come to their end: the queue id, and the final state and the account's key.</summary>
    public const string Done = "outbox-done";

    /// <summary>One document for each entry.</summary>
    public static string Entries(AccountId account) => "outbox:" + account.Key;

    /// <summary>The bytes of messages, as long as they are needed; see <see cref="OutboxBodies"/>.</summary>
    public static string Bodies(AccountId account) => "outbox-bodies:" + account.Key;

    /// <summary>Idempotency keys, by their hash.</summary>
    public static string Keys(AccountId account) => "outbox-keys:" + account.Key;

    /// <summary>Which entry has a Message-ID, by its hash: the last that had it.</summary>
    public static string Messages(AccountId account) => "outbox-messages:" + account.Key;

    public static DocumentKey Entry(Partition partition, AccountId account, QueueId id) => new(partition, Entries(account), id.ToString());

    public static DocumentKey Key(Partition partition, AccountId account, string hash) => new(partition, Keys(account), hash);

    public static DocumentKey Body(Partition partition, AccountId account, QueueId id) => new(partition, Bodies(account), id.ToString());

    public static DocumentKey Message(Partition partition, AccountId account, string messageId) =>
        new(partition, Messages(account), Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(messageId))));

    /// <summary>The indexes are left: what they point at is gone.</summary>
    public static Batch RemoveOutbox(this Batch batch, AccountId account) =>
        batch.DeleteCollection(Entries(account)).DeleteCollection(Bodies(account)).DeleteCollection(Keys(account)).DeleteCollection(Messages(account));
}
