using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Sync;
using ImapApi.Infrastructure.MailServers;
using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>One network connection to an account's IMAP server, from connect to close. Used by one caller at a time: its worker's loop.</summary>
/// <param name="freshness">How old what is known of the selected mailbox may be.</param>
internal sealed class ImapConnection(
    AccountId account,
    ImapLink link,
    AccountMailboxes mailboxes,
    OutlineCache outlines,
    TimeSpan freshness,
    TimeProvider time) : IDisposable
{
    private long _heardAt;
    private volatile bool _isExpired;
    private Pipeline? _pipeline;
    private FlagFetch? _flags;

    public AccountId Account { get; } = account;

    public PoolingImapClient Client => link.Client;

    public ImapGuard Guard => link.Guard;

    /// <summary>Many commands at once, where the connection allows it and MailKit holds no piece of a line.</summary>
    public Pipeline? Pipeline => link.Wire is { } wire && Guard.IsAtLineEnd ? _pipeline ??= new Pipeline(link, wire) : null;

    /// <summary>The flags of messages without MailKit, under the same conditions, where flags are all that can change.</summary>
    public FlagFetch? Flags => link.Wire is { } wire && Guard.IsAtLineEnd && !IsGmail ? _flags ??= new FlagFetch(link, wire) : null;

    /// <summary>The server said something beside an answer to us that MailKit has to read in the course of its next command.</summary>
    public bool HasUnreadNews => link.Wire is { HasReturned: true };

    /// <summary>What is known of messages that cannot change.</summary>
    public OutlineCache Outlines { get; } = outlines;

    /// <summary>The selected mailbox; the target of the operation that is running.</summary>
    public SelectedMailbox? Selected { get; private set; }

    /// <summary>Gmail's extensions (X-GM-EXT-1) are there.</summary>
    public bool IsGmail => Client.Capabilities.HasFlag(ImapCapabilities.GMailExt1);

    /// <summary>The server gives messages ids of its own (RFC 8474).</summary>
    public bool HasObjectIds => Client.Capabilities.HasFlag(ImapCapabilities.ObjectID);

    /// <summary>What is known to break connections to this server.</summary>
    public ServerQuirks Quirks => link.Quirks;

    /// <summary>ENABLE QRESYNC was accepted: the server tells of messages that vanish by their UIDs, also of those that vanished while we were away (RFC 7162).</summary>
    public bool IsQresync { get; private set; }

    /// <summary>
    /// The server counts changes (CONDSTORE). Decided by what it advertises, not by a HIGHESTMODSEQ that it may show all the same.
    /// </summary>
    public bool IsModSeqReliable => Client.Capabilities.HasFlag(ImapCapabilities.CondStore) || Client.Capabilities.HasFlag(ImapCapabilities.QuickResync);

    /// <summary>The server refused to search for text beyond ASCII (BADCHARSET).</summary>
    public bool IsLimitedToAscii { get; set; }

    /// <summary>The server offers IDLE and does not grant it: then it is asked from time to time.</summary>
    public bool IsIdleRefused { get; set; }

    /// <summary>Called when an observer has noted something; must return at once.</summary>
    public Action? Noted { get; set; }

    /// <summary>Called when mailboxes were renamed by us, before anybody can look at them under their new paths.</summary>
    public Func<IReadOnlyList<MailboxMove>, CancellationToken, Task>? Renamed { get; set; }

    /// <summary>What to watch: INBOX; on Gmail \All, where every message but those in Junk and Trash is.</summary>
    public MailboxPath MainMailbox =>
        IsGmail && SpecialMailboxes.Marked(Client, SpecialFolder.All) is { } all ? MailboxPath.Parse(all.FullName) : MailboxPath.Inbox;

    /// <summary>Turns on what has to be turned on before the first SELECT.</summary>
    public async Task EnableAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!Client.Capabilities.HasFlag(ImapCapabilities.QuickResync) || link.Host.EndsWith(".mail.me.com", StringComparison.OrdinalIgnoreCase))
            return;
        try
        {
            IsQresync = await AskAsync(patience, async token =>
            {
                await Client.EnableQuickResyncAsync(token);
                return true;
            }, cancellationToken);
        }
        catch (ImapCommandException)
        {
            // Advertised, and refused: then without.
        }
    }

    /// <summary>Selects the operation's mailbox unless it is selected already. One command for a mailbox this connection has met, two for a new one (LIST).</summary>
    public async Task SelectAsync(MailboxTarget target, CancellationToken cancellationToken)
    {
        Guard.BeginCommand(Selected?.Folder.Count ?? 0);
        if (target.Number is { } number)
        {
            var mailbox = mailboxes.Find(number) ?? throw NotFoundException.ForMessage(Account);
            var selected = await OpenForMessageAsync(mailbox.Path, target.Write, cancellationToken);
            if (selected.Number != number)
                throw NotFoundException.ForMessage(Account);
        }
        else if (target.Path is { } path)
        {
            await OpenAsync(await ResolveAsync(path, cancellationToken), target.Write, cancellationToken);
        }
    }

    /// <summary>
    /// Sees to it that what is known of the selected mailbox is fresh. FETCH and SEARCH tell nothing of messages that
    /// have gone (RFC 9051 §7.5.1), so a mailbox that is asked all the time, or never idled in, would be shown as it was when it was selected.
    /// </summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (Selected is not null && (_isExpired || time.GetElapsedTime(Volatile.Read(ref _heardAt)) > freshness))
            await NoopAsync(cancellationToken);
    }

    public async Task NoopAsync(CancellationToken cancellationToken)
    {
        _isExpired = false;
        await Client.NoOpAsync(cancellationToken);
        NoteHeard();
    }

    /// <summary>The server has just told all that happened in the selected mailbox: it does at SELECT, at NOOP, and at the end of IDLE.</summary>
    public void NoteHeard() => Volatile.Write(ref _heardAt, time.GetTimestamp());

    /// <summary>Something was changed by way of the other connection: this one has to ask before it shows anything. Callable from any thread.</summary>
    public void Expire()
    {
        // Apart from the time: what the server tells while it happens, at the end of an IDLE say, may be from before.
        _isExpired = true;
        Volatile.Write(ref _heardAt, 0);
    }

    /// <param name="anew">Select it also when it is selected already: it shall be told as it is now.</param>
    /// <param name="resume">What is known of it: with QRESYNC the server then tells what changed since.</param>
    public async Task<SelectedMailbox> OpenAsync(MailboxPath path, bool write, CancellationToken cancellationToken, bool anew = false, MailboxIndex? resume = null)
    {
        var current = Selected?.Path == path ? Selected : null;
        if (current is not null && (current.Writable || !write) && !MayBeAnother && !anew)
            return current;

        var folder = await FindFolderAsync(path, cancellationToken);
        Forget();
        var observer = new ChangeObserver(folder, () => Noted?.Invoke());
        var isResumed = IsQresync && resume is { ModSeq: > 0 };
        try
        {
            if (isResumed)
                await folder.OpenAsync(write ? FolderAccess.ReadWrite : FolderAccess.ReadOnly, resume!.UidValidity, resume.ModSeq, [], cancellationToken);
            else
                await Reopening.OpenAsync(folder, write, cancellationToken);
        }
        catch (ImapCommandException refused)
        {
            observer.Dispose();
            // The mailbox that was selected before is not any more (RFC 9051 §6.3.2), and MailKit does not know: this connection is of no further use.
            throw new SelectRefusedException(NotFoundException.ForMailbox(Account, path, ServerWords.Clean(refused.ResponseText ?? "")));
        }

        var opened = StateOf(folder);
        // The mailbox is known by its own name; a caller may have written a special use or other letter case.
        var number = await mailboxes.NumberOfAsync(path, folder.UidValidity, cancellationToken);
        Selected = SelectedMailbox.After(current, path, number, folder, opened, isResumed, observer);
        NoteHeard();
        folder.MessageExpunged += OnRenumbered;
        folder.MessagesVanished += OnRenumbered;
        return Selected;
    }

    /// <summary>Another mailbox is selected now than MailKit believes: the next who needs one selects it anew.</summary>
    public void Leave() => Forget();

    /// <summary>The number stands for a mailbox of this server and user.</summary>
    public bool Knows(MailboxNumber number) => mailboxes.Find(number) is not null;

    /// <summary>Sees to it that what a caller kept of a mailbox (a cursor) is of the selected one, in its present epoch of UIDs.</summary>
    /// <param name="key">What the caller calls it.</param>
    public void DemandSelected(MailboxNumber number, string key)
    {
        var selected = Selected!;
        if (number == selected.Number)
            return;
        if (mailboxes.Find(number) is { } other && other.Path != selected.Path)
            throw new ValidationFailedException(key, $"is of mailbox '{other.Path}', not of '{selected.Path}'.");
        throw new CursorExpiredException($"'{key}' is of an earlier epoch of mailbox '{selected.Path}': it was created anew, or its messages have new ids. Begin without it.");
    }

    /// <summary>What the server said last of a mailbox, by STATUS or SELECT.</summary>
    public MailboxState StateOf(IMailFolder folder) =>
        new(folder.UidValidity, folder.UidNext?.Id ?? 0, Math.Max(0, folder.Count), Math.Max(0, folder.Unread), IsModSeqReliable ? folder.HighestModSeq : 0);

    /// <summary>Runs a command of ours, that no caller waits for, under the guard and with a deadline.</summary>
    /// <param name="lists">It asks about mailboxes.</param>
    public async Task<T> AskAsync<T>(TimeSpan patience, Func<CancellationToken, Task<T>> command, CancellationToken cancellationToken, bool lists = false)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience);
        if (lists)
            Guard.BeginListing(Selected?.Folder.Count ?? 0);
        else
            Guard.BeginCommand(Selected?.Folder.Count ?? 0);
        try
        {
            return await command(deadline.Token);
        }
        catch (OperationCanceledException cancelled) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The mail server did not answer within {patience.TotalSeconds:0} s.", cancelled);
        }
    }

    /// <summary>The mailbox, asked of the server when this connection has not met it, or has seen it go.</summary>
    public async Task<IMailFolder> FindFolderAsync(MailboxPath path, CancellationToken cancellationToken)
    {
        if (path == MailboxPath.Inbox)
            return Client.Inbox;
        var folder = await Client.GetFolderAsync(path.Value, cancellationToken);
        if (folder.Attributes.HasFlag(FolderAttributes.NonExistent) && folder.ParentFolder is { } parent)
            folder = await parent.GetSubfolderAsync(folder.Name, cancellationToken);
        return MailboxMapping.IsNoSelect(folder) ? throw NotFoundException.ForMailbox(Account, path) : folder;
    }

    /// <inheritdoc cref="SpecialMailboxes.FindAsync"/>
    public Task<MailboxPath?> FindSpecialUseAsync(SpecialUse use, CancellationToken cancellationToken) => SpecialMailboxes.FindAsync(Client, use, cancellationToken);

    /// <summary>A mailbox was renamed by us: it keeps its number.</summary>
    public async Task NoteRenameAsync(MailboxPath from, MailboxPath to, char delimiter, CancellationToken cancellationToken)
    {
        var moves = await mailboxes.RenameAsync(from, to, delimiter, cancellationToken);
        if (moves.Count > 0 && Renamed is { } renamed)
            await renamed(moves, cancellationToken);
    }

    /// <summary>A path, or the path of the mailbox with this special use.</summary>
    public async Task<MailboxPath> ResolveAsync(MailboxPath path, CancellationToken cancellationToken) =>
        !path.IsSpecialUse ? path
        : SpecialUseNames.TryParse(path.Value, out var use) && await FindSpecialUseAsync(use, cancellationToken) is { } found ? found
        : throw NotFoundException.ForMailbox(Account, path);

    /// <summary>The number of a mailbox other than the selected one, where a message was moved or copied to.</summary>
    public Task<MailboxNumber> NumberOfAsync(MailboxPath path, uint uidValidity, CancellationToken cancellationToken) =>
        mailboxes.NumberOfAsync(path, uidValidity, cancellationToken);

    public void Dispose()
    {
        Forget();
        link.Dispose();
    }

    /// <summary>
    /// Nobody tells a session that its mailbox was deleted and created anew under the same name; Dovecot goes on to show the old one. Only mailboxes
    /// that cannot be deleted are trusted; another one is selected again after a moment.
    /// </summary>
    private bool MayBeAnother => Selected is { } selected && selected.Path != MailboxPath.Inbox && selected.Path != MainMailbox && time.GetElapsedTime(Volatile.Read(ref _heardAt)) > freshness;

    private async Task<SelectedMailbox> OpenForMessageAsync(MailboxPath path, bool write, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(path, write, cancellationToken);
        }
        catch (Exception exception) when (exception is FolderNotFoundException or NotFoundException)
        {
            throw NotFoundException.ForMessage(Account);
        }
    }

    private void Forget()
    {
        if (Selected is not { } selected)
            return;
        selected.Folder.MessageExpunged -= OnRenumbered;
        selected.Folder.MessagesVanished -= OnRenumbered;
        selected.Observer.Dispose();
        Selected = null;
    }

    private void OnRenumbered(object? sender, EventArgs e) => Selected?.WarmRanges.Clear();
}
