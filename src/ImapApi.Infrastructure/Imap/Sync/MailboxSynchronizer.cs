using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Bounces;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MessageSummary = ImapApi.Domain.Messages.MessageSummary;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// Brings the index of the selected mailbox up to what the server says, and has the difference published. The server's facts are collected by a pass, or
/// were noted by the observer; comparing, and telling, is the same for all.
/// </summary>
internal sealed class MailboxSynchronizer(ChangePublisher publisher, MovedMessages moved, BounceWatch bounces, TimeSpan patience)
{
    /// <summary>New messages whose events are written at once; fewer when one of them broke the connection, so that there is some progress between two failures.</summary>
    private const int LargeChunk = FetchPieces.Outlines;
    private const int SmallChunk = 8;

    /// <summary>How often a pass is repeated when messages went while it was asking by sequence numbers, before all UIDs are listed.</summary>
    private const int MostTries = 3;

    /// <summary>Reads new messages; kept across connections while one of them breaks the connection.</summary>
    private SummaryReader _reader = new();

    /// <summary>How many messages follow those that are known.</summary>
    private int _unknown;

    /// <summary>
    /// The index has what the server counts. Not so when a message went while it was asked for: FETCH leaves it out, and the server counts it until it may
    /// say EXPUNGE (RFC 9051 §7.5.1), so that sequence numbers name other messages than the index would have it.
    /// </summary>
    private bool _isAligned;

    /// <summary>Something was noted since the cursor was moved.</summary>
    private bool _isCursorOld;

    private bool _isRecovering;

    /// <summary>The server is telling what changed.</summary>
    private bool _isAsking;

    /// <summary>What changed was more than is heard of one answer: everything is compared instead, piece by piece.</summary>
    private bool _comparesAll;

    private int ChunkSize => _isRecovering ? SmallChunk : LargeChunk;

    /// <summary>What is known of a mailbox, for SELECT to tell what changed since; null: it shall not.</summary>
    public async Task<MailboxIndex?> FindIndexAsync(MailboxPath path, CancellationToken cancellationToken)
    {
        await publisher.LoadAsync(cancellationToken);
        _isAsking = true;
        return _comparesAll ? null : publisher.Find(path)?.Index;
    }

    /// <summary>
    /// Looks at the mailbox anew: after it was selected. A mailbox that is not followed yet is from now on, without announcing its messages.
    /// </summary>
    /// <param name="description">How to follow it, should it be new or begin a new epoch of UIDs.</param>
    /// <param name="scan">How far to look at flags where the server does not tell which changed.</param>
    public async Task LookAnewAsync(ImapConnection connection, MailboxDescription description, FlagScan scan, CancellationToken cancellationToken)
    {
        var selected = connection.Selected!;
        await publisher.LoadAsync(cancellationToken);
        var commands = new SyncCommands(connection, patience);
        if (publisher.Find(selected.Path) is not { } mailbox || mailbox.Number != selected.Number)
        {
            await FollowAsync(commands, description, cancellationToken);
            return;
        }

        var isLost = _comparesAll || selected.Observer.IsOverflown;
        var pass = PassChoice.For(connection, mailbox.Index, isLost);
        if (!pass.IsHeard && commands.Count > PlainPass.Window && (isLost || scan == FlagScan.All || selected.Opened.ModSeq != 0))
        {
            // Piece by piece, and before the cursor is moved.
            await ScanFlagsAsync(connection, FlagScan.All, cancellationToken);
            mailbox = publisher.Find(selected.Path) ?? mailbox;
        }

        await RunAsync(connection, commands, mailbox, pass, cancellationToken);
    }

    /// <summary>Takes in what the observer noted since the last call.</summary>
    /// <returns>False when it does not add up: the mailbox is to be selected and looked at anew.</returns>
    public async Task<bool> CatchUpAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var selected = connection.Selected!;
        await publisher.LoadAsync(cancellationToken);
        int arrived;
        do
        {
            if (!_isAligned || selected.Observer.IsOverflown || publisher.Find(selected.Path) is not { } mailbox || mailbox.Number != selected.Number)
                return false;
            var reading = SequenceReading.Of(selected.Observer.Take(), mailbox.Index.Uids, _unknown);
            if (reading.IsTorn || reading.Unknown > SyncCommands.MostTold || mailbox.Index.Count - reading.Vanished.Count + reading.Unknown != selected.Folder.Count)
                return false;
            IReadOnlyList<MessageSummary> messages = reading.Unknown == 0 ? [] : await ReadNewAsync(connection, Math.Max(1, mailbox.Index.UidNext), reading.Unknown, cancellationToken);
            var marks = reading.Marks.Where(message => mailbox.Index.Uids.Contains(message.Uid));
            var facts = new MailboxFacts(0, mailbox.Index.ModSeq, reading.Vanished, Present: null, [.. marks, .. MarksOf(messages)]);
            if (await PublishAsync(connection, mailbox, facts, messages, cancellationToken) is not { } after)
                return false;
            _unknown = Math.Max(0, reading.Unknown - messages.Count);
            _isAligned = messages.Count >= Math.Min(reading.Unknown, ChunkSize);
            _isCursorOld |= after != mailbox;
            arrived = messages.Count;
        }
        while (arrived >= ChunkSize && _unknown > 0);

        return true;
    }

    /// <summary>Looks at the flags of the newest messages, or of all, on a server that may not tell when they change.</summary>
    public async Task ScanFlagsAsync(ImapConnection connection, FlagScan scan, CancellationToken cancellationToken)
    {
        var selected = connection.Selected!;
        if (scan == FlagScan.None || publisher.Find(selected.Path) is not { } mailbox || mailbox.Number != selected.Number)
            return;
        var commands = new SyncCommands(connection, patience);
        var first = scan == FlagScan.All ? 1 : Math.Max(1, commands.Count - PlainPass.Window + 1);
        await foreach (var marks in commands.ReadMarksAsync(first, commands.Count, cancellationToken))
        {
            var index = mailbox.Index;
            var facts = new MailboxFacts(0, index.ModSeq, UidSet.Empty, Present: null, [.. marks.Where(message => index.Uids.Contains(message.Uid))]);
            if (await PublishAsync(connection, mailbox, facts, [], cancellationToken) is not { } now)
                return;
            mailbox = now;
        }
    }

    /// <summary>Asks for what changed since the cursor was written, so that it can be moved: what was noted meanwhile moves nothing (RFC 7162 §3.1.2.1).</summary>
    public async Task MoveCursorAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var selected = connection.Selected!;
        if (!_isCursorOld || publisher.Find(selected.Path) is not { Index.ModSeq: > 0 } mailbox || mailbox.Number != selected.Number)
            return;
        (_isCursorOld, _isAsking) = (false, true);
        selected.Observer.TakeModSeq();
        await new SyncCommands(connection, patience).FetchChangedSinceAsync(mailbox.Index.ModSeq, cancellationToken);
        _isAsking = false;
        var modSeq = Math.Max(mailbox.Index.ModSeq, selected.Observer.TakeModSeq());
        if (await CatchUpAsync(connection, cancellationToken) && modSeq > mailbox.Index.ModSeq && publisher.Find(selected.Path) is { } now && selected.Folder.Count == now.Index.Count)
            await publisher.AdvanceAsync(now, new IndexDelta(now.Index.UidNext, modSeq, UidSet.Empty, []), [], cancellationToken);
    }

    /// <summary>Told that the connection broke. True: a message of ours may have done it, and the next try asks otherwise.</summary>
    public bool TryRecover(Exception exception)
    {
        if (exception is AnswerTooLargeException && _isAsking && !_comparesAll)
            return _comparesAll = true;
        var canRecover = _reader.TryRecover(exception);
        // Given up: after a rest the next connection begins anew, in small steps.
        if (!canRecover && _isRecovering)
            _reader = new SummaryReader();
        _isRecovering |= canRecover;
        return canRecover;
    }

    private async Task FollowAsync(SyncCommands commands, MailboxDescription description, CancellationToken cancellationToken)
    {
        var selected = commands.Selected;
        selected.Observer.Take();
        (_isAsking, _comparesAll) = (false, false);
        var (opened, count) = (selected.Opened, commands.Count);
        var reading = new IndexReading(opened.UidValidity, opened.UidNext, opened.ModSeq);
        await foreach (var messages in commands.ReadMarksAsync(1, count, cancellationToken))
        {
            reading.Add(messages);
            Demand(reading.Stretches <= GuardLimits.Default.Stretches, "it has too many gaps between its UIDs, or its messages are marked too variously");
            Demand(reading.Distinct <= GuardLimits.Default.Combinations, "its messages have too many different combinations of flags");
            Demand(reading.Disorders <= GuardLimits.Default.Disorders, "its UIDs do not ascend");
        }

        var index = reading.Build();
        var isFollowed = await publisher.FollowAsync(new TrackedMailbox(selected.Number, selected.Path, description.Name, description.SpecialUse, index), cancellationToken);
        (_unknown, _isAligned) = (0, isFollowed && index.Count == count);
    }

    private static void Demand(bool isKept, string otherwise)
    {
        if (!isKept)
            throw new ServerMisbehavedException($"The mailbox cannot be followed: {otherwise}.");
    }

    private async Task RunAsync(ImapConnection connection, SyncCommands commands, TrackedMailbox mailbox, IMailboxPass pass, CancellationToken cancellationToken)
    {
        var observer = connection.Selected!.Observer;
        var index = mailbox.Index;
        observer.BeginPass(pass.IsHeard);
        try
        {
            PassAnswer answer;
            IReadOnlyList<ServerNews> news;
            var (tries, isOverflown, asked, count) = (0, false, 0, 0);
            do
            {
                (asked, _isAsking) = (commands.Count, true);
                answer = tries == MostTries
                    ? PassAnswer.Listed(await commands.SearchAllAsync(cancellationToken))
                    : await pass.AskAsync(commands, index, cancellationToken);
                isOverflown |= observer.IsOverflown;
                (news, count) = (observer.Take(), commands.Count);
            }
            while (news.Any(item => item is ServerNews.Expunged) && ++tries <= MostTries);

            _isAsking = false;
            var vanished = answer.Deleted.Union(UidSet.FromRanges(news.OfType<ServerNews.Vanished>().SelectMany(item => item.Uids.Ranges)));
            List<MarkedUid> marks = [.. answer.Marks, .. news.OfType<ServerNews.Marked>().Where(item => item.Uid != 0).Select(item => new MarkedUid(item.Uid, item.Marks))];
            var present = answer.Present;
            var unknown = UidSet.From(marks.Select(message => message.Uid)).Union(present ?? UidSet.Empty).Except(index.Uids).Except(vanished);
            var opened = connection.Selected!.Opened;
            // The numbers must add up; if they do not, the server has said too little, or too much (RFC 7162 §3.2.10), and its UIDs are listed. Those of when it was asked: a message that
            // arrives while it answers would make up for one that has gone.
            var isCounted = index.Uids.Except(vanished).Count + unknown.Count == asked;
            if (present is null && (isOverflown || !isCounted || opened.HidesArrivals(index, unknown)))
                present = await commands.SearchAllAsync(cancellationToken);
            if (present is not null)
                (vanished, unknown) = (UidSet.Empty, present.Except(index.Uids));

            await TellAsync(connection, mailbox, new MailboxFacts(opened.UidNext, opened.ModSeq, vanished, present, marks), unknown, count, cancellationToken);
            _comparesAll = false;
        }
        finally
        {
            observer.EndPass();
        }
    }

    /// <summary>Publishes what is known at once, and the new messages in chunks; the cursor moves with the last of them.</summary>
    /// <param name="count">How many messages the server counted when it had told these facts.</param>
    private async Task TellAsync(ImapConnection connection, TrackedMailbox mailbox, MailboxFacts facts, UidSet unknown, int count, CancellationToken cancellationToken)
    {
        var known = facts with { Marks = [.. facts.Marks.Where(message => mailbox.Index.Uids.Contains(message.Uid))] };
        TrackedMailbox? now = mailbox;
        foreach (var chunk in unknown.Enumerate().Chunk(ChunkSize))
        {
            var arrived = await _reader.ReadAsync(connection, [.. chunk.Select(uid => new UniqueId(uid))], cancellationToken);
            if (_isRecovering)
                _reader = new SummaryReader();
            var isLast = chunk[^1] == unknown.Last;
            var some = known with
            {
                UidNext = isLast ? facts.UidNext : 0,
                ModSeq = isLast ? facts.ModSeq : mailbox.Index.ModSeq,
                Marks = [.. known.Marks, .. MarksOf(arrived)],
            };
            now = now is null ? null : await PublishAsync(connection, now, some, arrived, cancellationToken);
        }

        if (unknown.IsEmpty)
            now = await PublishAsync(connection, mailbox, known, [], cancellationToken);
        _isRecovering = false;
        (_unknown, _isAligned) = (0, now?.Index.Count == count);
    }

    private async Task<IReadOnlyList<MessageSummary>> ReadNewAsync(ImapConnection connection, uint first, int expected, CancellationToken cancellationToken)
    {
        if (expected <= ChunkSize)
            return await _reader.ReadFromAsync(connection, first, cancellationToken);
        var uids = await new SyncCommands(connection, patience).FetchUidsFromAsync(first, cancellationToken);
        return await _reader.ReadAsync(connection, [.. uids.Values.Order().Take(ChunkSize).Select(uid => new UniqueId(uid))], cancellationToken);
    }

    private async Task<TrackedMailbox?> PublishAsync(
        ImapConnection connection, TrackedMailbox mailbox, MailboxFacts facts, IReadOnlyList<MessageSummary> arrived, CancellationToken cancellationToken)
    {
        var failures = await bounces.FindAsync(connection, arrived, mailbox.SpecialUse, cancellationToken);
        var difference = MailboxDiff.Compare(mailbox.Index, facts);
        var changes = new List<Change>();
        foreach (var uid in difference.Deleted.Enumerate())
            changes.Add(new Change.MessageDeleted(mailbox.Path, new MessageId(mailbox.Number, new Uid(uid))));
        foreach (var update in difference.Updated)
            changes.Add(new Change.MessageUpdated(mailbox.Path, new MessageId(mailbox.Number, new Uid(update.Uid)), update));
        var summaries = arrived.ToDictionary(message => message.Id.Uid.Value);
        foreach (var uid in difference.Arrived)
        {
            if (!summaries.TryGetValue(uid, out var message))
                continue;
            var origin = moved.TakeOrigin(message.Outline, mailbox.Path);
            changes.Add(new Change.MessageArrived(mailbox.Path, message, origin));
            // One that was moved was told where it arrived first.
            if (origin is null && failures.TryGetValue(uid, out var bounce))
                changes.Add(new Change.MessageBounced(mailbox.Path, message.Id, bounce));
        }

        var isSame = difference.IsEmpty && difference.Delta.ModSeq == mailbox.Index.ModSeq && difference.Delta.UidNext == mailbox.Index.UidNext;
        var after = isSame ? mailbox : await publisher.AdvanceAsync(mailbox, difference.Delta, changes, cancellationToken);
        // Not before it is told: what arrives elsewhere at this moment would name an origin that the log does not know to be gone.
        if (after is not null)
            moved.NoteGone(mailbox.Path, mailbox.Number, difference.Deleted);
        return after;
    }

    private static IEnumerable<MarkedUid> MarksOf(IEnumerable<MessageSummary> messages) => messages.Select(message =>
        new MarkedUid(message.Id.Uid.Value, new MessageMarks(message.Flags, message.Labels is null ? null : FlagSet.Create(message.Labels))));
}
