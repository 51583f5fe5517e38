using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>
/// The registry of mailbox numbers: a document for each mailbox, found by a hash of its identity, and one that holds the largest number. So allotting
/// reads two documents however many mailboxes there are.
/// </summary>
internal sealed class MailboxNumberRepository(IStore store, Partitions partitions) : IMailboxNumbers
{
    private const string Largest = "largest";

    public async Task<IReadOnlyDictionary<MailboxNumber, MailboxIdentity>> LoadAsync(AccountId account, CancellationToken cancellationToken)
    {
        var documents = await store.ListAsync(partitions.Of(account), AccountKeys.MailboxNumbers(account), cancellationToken);
        return documents.Where(document => document.Id != Largest).Select(document => Decode(document.Value)).ToDictionary(
            stored => new MailboxNumber(stored.Number),
            stored => new MailboxIdentity(stored.Host, stored.User, MailboxPath.Parse(stored.Path), stored.UidValidity));
    }

    public async Task<MailboxNumber> AllotAsync(AccountId account, MailboxIdentity mailbox, OwnershipEpoch epoch, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(account);
        var key = new DocumentKey(partition, AccountKeys.MailboxNumbers(account), IdOf(mailbox));
        var largestKey = key with { Id = Largest };
        while (true)
        {
            var found = await store.GetManyAsync([key, largestKey], cancellationToken);
            if (found[0] is { } allotted)
                return new MailboxNumber(Decode(allotted).Number);

            var number = found[1] is { } largest ? checked(BinaryPrimitives.ReadUInt32BigEndian(largest) + 1) : 1;
            var outcome = await store.ApplyAsync(
                new Batch(partition)
                    .RequireOwner(account, epoch)
                    .Require(largestKey, found[1])
                    .Require(key, value: null)
                    .Put(key, Encode(new MailboxNumberDocument(number, mailbox.ImapHost, mailbox.ImapUser, mailbox.Path.Value, mailbox.UidValidity)))
                    .Put(largestKey, ToBytes(number)),
                cancellationToken);
            if (outcome.Applied)
                return new MailboxNumber(number);
            if (outcome.FailedCondition == 0)
                throw new OwnershipLostException(account);
        }
    }

    public async Task MoveAsync(AccountId account, IReadOnlyList<MailboxMove> moves, OwnershipEpoch epoch, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(account);
        var batch = new Batch(partition).RequireOwner(account, epoch);
        foreach (var (number, from, to, _) in moves)
        {
            batch.Delete(KeyOf(from));
            batch.Put(KeyOf(to), Encode(new MailboxNumberDocument(number.Value, to.ImapHost, to.ImapUser, to.Path.Value, to.UidValidity)));
        }

        if (!(await store.ApplyAsync(batch, cancellationToken)).Applied)
            throw new OwnershipLostException(account);

        DocumentKey KeyOf(MailboxIdentity mailbox) => new(partition, AccountKeys.MailboxNumbers(account), IdOf(mailbox));
    }

    private static string IdOf(MailboxIdentity mailbox) =>
        Base64Url.EncodeToString(SHA256.HashData(Encode(new MailboxNumberDocument(0, mailbox.ImapHost, mailbox.ImapUser, mailbox.Path.Value, mailbox.UidValidity))));

    private static byte[] ToBytes(uint number)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Encode(MailboxNumberDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, RepositoryJson.Default.MailboxNumberDocument);

    private static MailboxNumberDocument Decode(byte[] bytes) => JsonSerializer.Deserialize(bytes, RepositoryJson.Default.MailboxNumberDocument)!;
}
