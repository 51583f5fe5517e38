using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Mapping;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// Remembers for a while which messages of an account have gone, so that one that appears in another mailbox can say where it comes from. Known only of
/// messages whose outline is in the cache: nothing more is kept of messages, and a move that is not recognised is still told as gone and new.
/// </summary>
internal sealed class MovedMessages(AccountId account, OutlineCache outlines, TimeProvider time)
{
    private const int Most = 512;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly LinkedList<Gone> _gone = new();

    public void NoteGone(MailboxPath path, MailboxNumber mailbox, UidSet uids)
    {
        lock (_lock)
        {
            foreach (var uid in uids.Enumerate().Select(number => new Uid(number)))
            {
                if (uids.Count <= Most && outlines.TryGet(account, mailbox, uid, out var outline))
                    _gone.AddLast(new Gone(outline, new MessageOrigin(path, new MessageId(mailbox, uid)), time.GetTimestamp()));
                outlines.Remove(account, mailbox, uid);
            }

            while (_gone.First is { Value: var oldest } && (_gone.Count > Most || time.GetElapsedTime(oldest.At) > Memory))
                _gone.RemoveFirst();
        }
    }

    /// <summary>Where this message was before; each origin is given once. Null when it is not known.</summary>
    public MessageOrigin? TakeOrigin(MessageOutline arrived, MailboxPath path)
    {
        lock (_lock)
        {
            for (var node = _gone.Last; node is not null; node = node.Previous)
            {
                var gone = node.Value;
                if (gone.Origin.Path == path || time.GetElapsedTime(gone.At) > Memory || !IsSame(gone.Outline, arrived))
                    continue;
                _gone.Remove(node);
                return gone.Origin;
            }
        }

        return null;
    }

    private static bool IsSame(MessageOutline one, MessageOutline other) => one.EmailId is not null && other.EmailId is not null
        ? one.EmailId == other.EmailId
        : one.InternetMessageId is { Length: > 0 } id && id == other.InternetMessageId && one.Size == other.Size;

    private sealed record Gone(MessageOutline Outline, MessageOrigin Origin, long At);
}
