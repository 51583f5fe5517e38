using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// Finds out which mailboxes came, went or changed, on the watcher and between its IDLEs: often while something happens in them, seldom otherwise, and at
/// once where the server can say that something did (NOTIFY, RFC 5465). Opening those that changed is left to the command connection.
/// </summary>
internal sealed class MailboxPoller(ChangePublisher publisher, OtherMailboxes others, ImapOptions options, TimeSpan patience, TimeProvider time)
{
    /// <summary>A mailbox that changed so lately is likely to change again.</summary>
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(30);

    /// <summary>How often flags of all messages are looked at on a server that may not tell of them.</summary>
    private static readonly TimeSpan FullScanInterval = TimeSpan.FromMinutes(30);

    /// <summary>The same for those of the newest.</summary>
    private static readonly TimeSpan ScanInterval = TimeSpan.FromSeconds(30);

    /// <summary>After news of other mailboxes: more will follow, and one question answers all.</summary>
    private static readonly TimeSpan NewsPatience = TimeSpan.FromMilliseconds(50);

    /// <summary>However much there is to tell.</summary>
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>After a change was found on a server that tells of them: what happened while it was listed may have been told in the middle of the list.</summary>
    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(1);

    private static readonly ImapEvent[] Watched = [new ImapEvent.MessageNew(), ImapEvent.MessageExpunge, ImapEvent.FlagChange];

    private DateTimeOffset _lastScan = DateTimeOffset.MinValue;
    private DateTimeOffset _lastFullScan = DateTimeOffset.MinValue;

    // UTC ticks, because news come from other threads too.
    private long _due = long.MaxValue;
    private long _lastChange;
    private long _polledAt;
    private bool _mustNotify;
    private bool _isNotified;
    private volatile bool _lookAtAll;

    public TimeSpan UntilDue => _lookAtAll ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Max(0, Volatile.Read(ref _due) - Now));

    private long Now => time.GetUtcNow().UtcTicks;

    /// <summary>A new connection: whatever happened while there was none is to be found now.</summary>
    public void Begin(ImapConnection connection)
    {
        Volatile.Write(ref _due, Now);
        // A small mailbox has just been looked at whole.
        if (connection.Selected!.Folder.Count <= PlainPass.Window)
            _lastScan = _lastFullScan = time.GetUtcNow();
        _isNotified = false;
        _mustNotify = options.Notify && connection.Client.Capabilities.HasFlag(ImapCapabilities.Notify);
    }

    public void NoteNews()
    {
        var sinceLast = TimeSpan.FromTicks(Now - Volatile.Read(ref _polledAt));
        DueAfter(sinceLast + NewsPatience > ShortestInterval ? NewsPatience : ShortestInterval - sinceLast);
        NoteChange();
    }

    public void LookAtAll() => _lookAtAll = true;

    /// <summary>Whose flags of the watched mailbox to look at now.</summary>
    public FlagScan TakeFlagScan(ImapConnection connection)
    {
        var now = time.GetUtcNow();
        if (connection.Selected!.Opened.ModSeq != 0 || now - _lastScan < ScanInterval)
            return FlagScan.None;
        _lastScan = now;
        if (now - _lastFullScan < FullScanInterval)
            return FlagScan.Newest;
        _lastFullScan = now;
        return FlagScan.All;
    }

    public async Task PollAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var lookAtAll = _lookAtAll;
        _lookAtAll = false;
        Volatile.Write(ref _due, long.MaxValue);
        Volatile.Write(ref _polledAt, Now);
        var before = Volatile.Read(ref _lastChange);
        await AskToNotifyAsync(connection, cancellationToken);
        var listed = await MailboxLister.ListAsync(connection, patience, cancellationToken);
        if (listed.Count > 0)
            await CompareAsync(connection, listed, lookAtAll, cancellationToken);
        if (_isNotified && Volatile.Read(ref _lastChange) != before)
            DueAfter(Confirmation);
        var interval = Now - Volatile.Read(ref _lastChange) < Recently.Ticks ? options.ActivePollSeconds : options.PollSeconds;
        DueAfter(TimeSpan.FromSeconds(interval * (0.7 + Random.Shared.NextDouble() * 0.3)));
    }

    private void NoteChange() => Volatile.Write(ref _lastChange, Now);

    private void DueAfter(TimeSpan delay)
    {
        if (Now + delay.Ticks is var due && due < Volatile.Read(ref _due))
            Volatile.Write(ref _due, due);
    }

    /// <summary>
    /// Once for a connection. SELECTED-DELAYED leaves the watched mailbox as it is without NOTIFY: SELECTED would send EXPUNGE at any time.
    /// </summary>
    private async Task AskToNotifyAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        if (!_mustNotify)
            return;
        _mustNotify = false;
        try
        {
            await connection.AskAsync(patience, async token =>
            {
                await connection.Client.NotifyAsync(
                    status: false,
                    [new ImapEventGroup(ImapMailboxFilter.SelectedDelayed, [.. Watched]), new ImapEventGroup(ImapMailboxFilter.Personal, [.. Watched, ImapEvent.MailboxName])],
                    token);
                return true;
            }, cancellationToken);
            _isNotified = true;
        }
        catch (ImapCommandException)
        {
            // It will not: then it is asked from time to time.
        }
    }

    private async Task CompareAsync(ImapConnection connection, IReadOnlyList<MailboxDescription> listed, bool lookAtAll, CancellationToken cancellationToken)
    {
        var watched = connection.Selected!.Path;
        var paths = listed.Select(mailbox => mailbox.Path).ToHashSet();
        foreach (var missing in publisher.Mailboxes.Where(mailbox => !paths.Contains(mailbox.Path) && mailbox.Path != watched).ToList())
        {
            NoteChange();
            // A list that is made while mailboxes are created, renamed or deleted may lack others (seen with Dovecot's list index).
            if (await MailboxLister.IsThereAsync(connection, missing.Path, patience, cancellationToken))
                DueAfter(Confirmation);
            else
                await publisher.ForgetAsync(missing, cancellationToken);
        }

        var changed = new List<MailboxDescription>();
        foreach (var mailbox in listed.Where(mailbox => mailbox.Path != watched))
        {
            var known = publisher.Find(mailbox.Path);
            // The account may have moved to another server, or another user there.
            var isSame = known is not null && connection.Knows(known.Number) && known.Index.UidValidity == mailbox.State?.UidValidity;
            if (isSame && !lookAtAll && !HasChanged(known!.Index, mailbox.State!.Value, connection.IsModSeqReliable))
                continue;
            NoteChange();
            if (mailbox.State is { Messages: 0 } empty && !isSame)
                await FollowEmptyAsync(connection, mailbox, empty, cancellationToken);
            else
                changed.Add(mailbox);
        }

        // Those that lost messages first: so a message that was moved is known to be gone when it is found elsewhere.
        others.Look([.. changed.OrderBy(mailbox => LostMessages(mailbox) ? 0 : 1)], listed.Count, cancellationToken);
    }

    private bool LostMessages(MailboxDescription mailbox) => mailbox.State is { } state && publisher.Find(mailbox.Path) is { } known && state.Messages < known.Index.Count;

    /// <summary>Nothing to open it for.</summary>
    private async Task FollowEmptyAsync(ImapConnection connection, MailboxDescription mailbox, MailboxState empty, CancellationToken cancellationToken)
    {
        var number = await connection.NumberOfAsync(mailbox.Path, empty.UidValidity, cancellationToken);
        var index = MailboxIndex.Create(empty.UidValidity, empty.UidNext, empty.ModSeq, []);
        await publisher.FollowAsync(new TrackedMailbox(number, mailbox.Path, mailbox.Name, mailbox.SpecialUse, index), cancellationToken);
    }

    private static bool HasChanged(MailboxIndex index, MailboxState now, bool countsChanges)
    {
        if (now.Messages != index.Count || (now.UidNext != 0 && now.UidNext != index.UidNext))
            return true;
        return countsChanges && now.ModSeq != 0 ? now.ModSeq != index.ModSeq : now.Unseen != index.Marks.CountOf(marks => !marks.Flags.IsSeen);
    }
}
