using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>A message's bytes on their way into the store.</summary>
/// <param name="Small">To be written with the entry; null: they are written already.</param>
internal sealed record StoredBody(byte[]? Small)
{
    public void AddTo(Batch batch, OutboxEntry entry)
    {
        if (Small is not null)
            batch.Put(OutboxKeys.Body(batch.Partition, entry.Account, entry.Id), Small);
    }
}
