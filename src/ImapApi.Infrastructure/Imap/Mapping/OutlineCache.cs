using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>
/// Outlines of messages that were listed before, bounded in bytes for the whole process. An outline never changes for a (mailbox number, UID), so an entry
/// is never stale; it only costs memory. Reads take no lock; eviction is second chance: what was read since the hand last came by stays one round longer.
/// </summary>
internal sealed class OutlineCache(IOptions<ImapOptions> options)
{
    /// <summary>So many places of entries that were emptied are not worth going through the queue.</summary>
    private const int FewEmptied = 1000;

    private readonly long _capacity = options.Value.CacheBytes;
    private readonly ConcurrentDictionary<Key, Entry> _entries = new();
    private readonly Lock _turn = new();
    private Queue<Entry> _hand = new();
    private long _bytes;

    /// <summary>How many in the queue are emptied.</summary>
    private int _emptied;

    /// <summary>An estimate of the memory the entries take.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public bool TryGet(AccountId account, MailboxNumber mailbox, Uid uid, [NotNullWhen(true)] out MessageOutline? outline)
    {
        if (!_entries.TryGetValue(new Key(account, mailbox, uid), out var entry))
        {
            outline = null;
            return false;
        }

        // Written only when it changes: many readers of one entry must not fight for its cache line.
        if (!entry.WasRead)
            entry.WasRead = true;
        outline = entry.Outline;
        return outline is not null;
    }

    /// <summary>The first outline of a message stays: a later one can only say the same, unless it brings the preview that was missing.</summary>
    public void Add(AccountId account, MailboxNumber mailbox, MessageOutline outline)
    {
        var entry = new Entry(new Key(account, mailbox, outline.Uid), outline, OutlineSize.Of(outline));
        if (entry.Size > _capacity)
            return;
        lock (_turn)
        {
            if (!TryPut(entry))
                return;
            _hand.Enqueue(entry);
            _bytes += entry.Size;
            while (_bytes > _capacity && _hand.TryDequeue(out var next))
            {
                if (next.WasRead)
                {
                    next.WasRead = false;
                    _hand.Enqueue(next);
                }
                else
                {
                    Drop(next);
                }
            }
        }
    }

    /// <summary>Forgets a message that has gone. It should never come back; a server that gives its UID to another must not have that shown as this one.</summary>
    public void Remove(AccountId account, MailboxNumber mailbox, Uid uid)
    {
        lock (_turn)
        {
            if (!_entries.TryRemove(new Key(account, mailbox, uid), out var entry))
                return;
            _bytes -= entry.Size;
            entry.Empty();
            // Its place in the queue stays, until that is mostly of such.
            if (++_emptied <= Math.Max(FewEmptied, _hand.Count / 2))
                return;
            _hand = new Queue<Entry>(_hand.Where(kept => kept.Outline is not null));
            _emptied = 0;
        }
    }

    /// <summary>Forgets an account that was removed.</summary>
    public void Remove(AccountId account)
    {
        lock (_turn)
        {
            var others = new Queue<Entry>(_hand.Count);
            foreach (var entry in _hand)
            {
                if (entry.Key.Account == account)
                    Drop(entry);
                else
                    others.Enqueue(entry);
            }

            _hand = others;
        }
    }

    private bool TryPut(Entry entry) =>
        _entries.TryAdd(entry.Key, entry)
        || (entry.Outline?.Preview is not null && _entries.TryGetValue(entry.Key, out var known) && known.Outline is { Preview: null } && _entries.TryUpdate(entry.Key, entry, known));

    /// <summary>One that was replaced is in the queue still, and counted until here.</summary>
    private void Drop(Entry entry)
    {
        if (entry.Outline is null)
            _emptied--;
        _entries.TryRemove(new KeyValuePair<Key, Entry>(entry.Key, entry));
        _bytes -= entry.Size;
    }

    private readonly record struct Key(AccountId Account, MailboxNumber Mailbox, Uid Uid);

    private sealed class Entry(Key key, MessageOutline outline, long size)
    {
        public Key Key { get; } = key;

        public MessageOutline? Outline { get; private set; } = outline;

        public long Size { get; private set; } = size;

        public bool WasRead { get; set; }

        public void Empty() => (Outline, Size) = (null, 0);
    }
}
