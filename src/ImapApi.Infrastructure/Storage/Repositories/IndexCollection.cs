using System.Buffers.Binary;
using System.Globalization;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Sync;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>
/// The indexes of an account's mailboxes in one collection, so that one read loads them all: for each mailbox the whole (<c>7</c>) and the steps since it was
/// written (<c>7.1</c>, <c>7.2</c> …), and two documents for the account itself: its progress, and a counter of writes. It remembers what is stored, so that a flag costs a few bytes.
/// </summary>
internal sealed class IndexCollection(Partition partition, string collection)
{
    private const string Progress = "progress";
    private const string Revision = "revision";

    /// <summary>The whole of a mailbox is written each time while it is not larger: that is cheaper to read, and hardly dearer to write.</summary>
    private const int SmallBytes = 512;

    private const int MostSteps = 64;

    private Dictionary<MailboxNumber, Form> _forms = [];
    private byte[]? _revision;

    public (AccountProgress? Progress, IReadOnlyList<TrackedMailbox> Mailboxes, IReadOnlyList<MailboxNumber> Damaged) Read(IReadOnlyList<Document> documents)
    {
        AccountProgress? progress = null;
        _revision = null;
        var wholes = new Dictionary<MailboxNumber, byte[]>();
        var steps = new Dictionary<MailboxNumber, SortedDictionary<int, byte[]>>();
        foreach (var document in documents)
        {
            var dot = document.Id.IndexOf('.', StringComparison.Ordinal);
            if (document.Id == Progress)
                progress = IndexDocuments.DecodeProgress(document.Value);
            else if (document.Id == Revision)
                _revision = document.Value;
            else if (dot < 0)
                wholes[new MailboxNumber(Number(document.Id))] = document.Value;
            else
                StepsOf(new MailboxNumber(Number(document.Id[..dot])))[(int)Number(document.Id[(dot + 1)..])] = document.Value;
        }

        _forms = wholes.ToDictionary(whole => whole.Key, whole => FormOf(whole.Value, steps.GetValueOrDefault(whole.Key)));
        var mailboxes = new List<TrackedMailbox>();
        var damaged = new List<MailboxNumber>();
        foreach (var (number, whole) in wholes)
        {
            if (TryRead(number, whole, steps.GetValueOrDefault(number)) is { } mailbox)
                mailboxes.Add(mailbox);
            else
                damaged.Add(number);
        }

        return (progress, mailboxes, damaged);

        SortedDictionary<int, byte[]> StepsOf(MailboxNumber number) => steps.TryGetValue(number, out var found) ? found : steps[number] = [];
    }

    /// <summary>
    /// Adds the writes to the batch, and as its next condition that nothing was written since the collection was read: a write that nobody waits for any more may still be on its way
    /// to Redis, and arrive when others have followed. Once the batch is applied, pass what is returned to <see cref="Note"/>.
    /// </summary>
    public Written Write(Batch batch, IReadOnlyList<IndexWrite> writes, AccountProgress? progress)
    {
        var revision = Next(_revision);
        batch.Require(Key(Revision), _revision).Put(Key(Revision), revision);
        if (progress is not null)
            batch.Put(Key(Progress), IndexDocuments.Encode(progress));
        return new Written(revision, [.. writes.Select(write => (write.Mailbox.Number, write switch
        {
            IndexWrite.Put put => PutWhole(batch, put.Mailbox),
            IndexWrite.Advance advance => Advance(batch, advance),
            IndexWrite.Remove remove => Remove(batch, remove.Mailbox.Number),
            _ => throw new InvalidOperationException($"Unknown write {write.GetType().Name}."),
        }))]);
    }

    public void Note(Written written)
    {
        _revision = written.Revision;
        foreach (var (number, form) in written.Forms)
        {
            if (form is { } stored)
                _forms[number] = stored;
            else
                _forms.Remove(number);
        }
    }

    private Form? PutWhole(Batch batch, TrackedMailbox mailbox)
    {
        Remove(batch, mailbox.Number);
        var bytes = IndexDocuments.Encode(mailbox);
        batch.Put(Key(mailbox.Number.ToString()), bytes);
        return new Form(bytes.Length, 0, 0);
    }

    private Form? Advance(Batch batch, IndexWrite.Advance advance)
    {
        var form = _forms.GetValueOrDefault(advance.Mailbox.Number);
        var step = form.Bytes > SmallBytes && form.Steps < MostSteps ? advance.Delta.Encode() : null;
        if (step is null || form.StepBytes + step.Length > form.Bytes / 2)
            return PutWhole(batch, advance.Mailbox);
        batch.Put(Key(StepId(advance.Mailbox.Number, form.Steps + 1)), step);
        return new Form(form.Bytes, form.Steps + 1, form.StepBytes + step.Length);
    }

    private Form? Remove(Batch batch, MailboxNumber number)
    {
        for (var step = 1; step <= _forms.GetValueOrDefault(number).Steps; step++)
            batch.Delete(Key(StepId(number, step)));
        batch.Delete(Key(number.ToString()));
        return null;
    }

    private DocumentKey Key(string id) => new(partition, collection, id);

    private static byte[] Next(byte[]? revision)
    {
        var next = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(next, revision is { Length: sizeof(long) } ? BinaryPrimitives.ReadInt64BigEndian(revision) + 1 : 1);
        return next;
    }

    private static string StepId(MailboxNumber number, int step) => string.Create(CultureInfo.InvariantCulture, $"{number}.{step}");

    private static uint Number(string text) => uint.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Form FormOf(byte[] whole, SortedDictionary<int, byte[]>? steps) => new(whole.Length, steps?.Keys.Last() ?? 0, steps?.Values.Sum(step => step.Length) ?? 0);

    private static TrackedMailbox? TryRead(MailboxNumber number, byte[] whole, SortedDictionary<int, byte[]>? steps)
    {
        try
        {
            var mailbox = IndexDocuments.Decode(number, whole);
            var index = (steps?.Values ?? Enumerable.Empty<byte[]>()).Aggregate(mailbox.Index, (index, step) => index.Apply(IndexDelta.Decode(step)));
            return mailbox with { Index = index };
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <param name="Bytes">Of the whole, when it was last written.</param>
    /// <param name="Steps">Written since.</param>
    /// <param name="StepBytes">Of these.</param>
    internal readonly record struct Form(int Bytes, int Steps, int StepBytes);

    /// <param name="Revision">The counter after it.</param>
    /// <param name="Forms">How the mailboxes are stored after it; null: not any more.</param>
    internal sealed record Written(byte[] Revision, IReadOnlyList<(MailboxNumber Number, Form? Form)> Forms);
}
