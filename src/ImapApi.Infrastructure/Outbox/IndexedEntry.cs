using System.Text;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>What a partition's indexes tell of an entry.</summary>
/// <param name="Final">Its state, once it has come to its end.</param>
internal sealed record IndexedEntry(QueueId Id, AccountId Account, OutboxState? Final)
{
    public static byte[] EncodeOpen(AccountId account) => Encoding.ASCII.GetBytes(account.Key);

    public static byte[] EncodeDone(OutboxEntry entry) => Encoding.ASCII.GetBytes($"{entry.State} {entry.Account.Key}");

    public static IndexedEntry DecodeOpen(Document document) => new(QueueId.Parse(document.Id), AccountId.FromKey(Encoding.ASCII.GetString(document.Value)), Final: null);

    public static IndexedEntry DecodeDone(Document document)
    {
        var parts = Encoding.ASCII.GetString(document.Value).Split(' ');
        return new IndexedEntry(QueueId.Parse(document.Id), AccountId.FromKey(parts[1]), Enum.Parse<OutboxState>(parts[0]));
    }
}
