using System.Globalization;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Sync;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>
/// The indexes of an account's mailboxes in one collection, so that one read loads them all: for each mailbox the whole (<c>7</c>) and the steps since it was
/// written (<c>7.1</c>, <c>7.2</c> …), and one document for the account itself.
/// </summary>
internal sealed class MailboxIndexRepository(IStore store, Partitions partitions) : IMailboxIndexes
{
    private const string Progress = "progress";

    /// <summary>The whole of a mailbox is written each time while it is not larger: that is cheaper to read, and hardly dearer to write.</summary>
    private const int SmallBytes = 512;

    private const int MostSteps = 64;

    public async Task<StoredIndexes> LoadAsync(AccountId account, CancellationToken cancellationToken)
    {
        var documents = await store.ListAsync(partitions.Of(account), AccountKeys.MailboxIndexes(account), cancellationToken);
        AccountProgress? progress = null;
        var wholes = new Dictionary<uint, byte[]>();
        var steps = new Dictionary<uint, SortedDictionary<int, byte[]>>();
        foreach (var document in documents)
        {
            var dot = document.Id.IndexOf('.', StringComparison.Ordinal);
            if (document.Id == Progress)
                progress = IndexDocuments.DecodeProgress(document.Value);
            else if (dot < 0)
                wholes[Number(document.Id)] = document.Value;
            else
                (steps.TryGetValue(Number(document.Id[..dot]), out var of) ? of : steps[Number(document.Id[..dot])] = [])[(int)Number(document.Id[(dot + 1)..])] = document.Value;
        }

        var mailboxes = new List<TrackedMailbox>();
        var damaged = new List<MailboxNumber>();
        foreach (var (number, whole) in wholes)
        {
            if (TryRead(new MailboxNumber(number), whole, steps.GetValueOrDefault(number)) is { } mailbox)
                mailboxes.Add(mailbox);
            else
                damaged.Add(new MailboxNumber(number));
        }

        return new StoredIndexes(progress, mailboxes, damaged);
    }

    public TrackedMailbox Put(Batch batch, AccountId account, TrackedMailbox mailbox)
    {
        Clear(batch, account, mailbox);
        var bytes = IndexDocuments.Encode(mailbox);
        batch.Put(Key(batch, account, Id(mailbox)), bytes);
        return mailbox with { Stored = new TrackedMailbox.StoredForm(bytes.Length, 0, 0) };
    }

    public TrackedMailbox Advance(Batch batch, AccountId account, TrackedMailbox mailbox, IndexDelta delta)
    {
        var stored = mailbox.Stored;
        var step = stored.Bytes > SmallBytes && stored.Steps < MostSteps ? delta.Encode() : null;
        if (step is null || stored.StepBytes + step.Length > stored.Bytes / 2)
            return Put(batch, account, mailbox);
        batch.Put(Key(batch, account, StepId(mailbox, stored.Steps + 1)), step);
        return mailbox with { Stored = new TrackedMailbox.StoredForm(stored.Bytes, stored.Steps + 1, stored.StepBytes + step.Length) };
    }

    public void Remove(Batch batch, AccountId account, TrackedMailbox mailbox)
    {
        Clear(batch, account, mailbox);
        batch.Delete(Key(batch, account, Id(mailbox)));
    }

    public void Put(Batch batch, AccountId account, AccountProgress progress) => batch.Put(Key(batch, account, Progress), IndexDocuments.Encode(progress));

    private static TrackedMailbox? TryRead(MailboxNumber number, byte[] whole, SortedDictionary<int, byte[]>? steps)
    {
        try
        {
            var mailbox = IndexDocuments.Decode(number, whole);
            var (index, bytes) = (mailbox.Index, 0);
            foreach (var step in steps?.Values ?? Enumerable.Empty<byte[]>())
            {
                index = index.Apply(IndexDelta.Decode(step));
                bytes += step.Length;
            }

            return mailbox with { Index = index, Stored = new TrackedMailbox.StoredForm(whole.Length, steps?.Keys.Last() ?? 0, bytes) };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Clear(Batch batch, AccountId account, TrackedMailbox mailbox)
    {
        for (var step = 1; step <= mailbox.Stored.Steps; step++)
            batch.Delete(Key(batch, account, StepId(mailbox, step)));
    }

    private static DocumentKey Key(Batch batch, AccountId account, string id) => new(batch.Partition, AccountKeys.MailboxIndexes(account), id);

    private static string Id(TrackedMailbox mailbox) => mailbox.Number.ToString();

    private static string StepId(TrackedMailbox mailbox, int step) => string.Create(CultureInfo.InvariantCulture, $"{mailbox.Number}.{step}");

    private static uint Number(string text) => uint.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
