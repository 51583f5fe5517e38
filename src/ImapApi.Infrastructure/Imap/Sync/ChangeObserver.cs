using System.Runtime.CompilerServices;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Imap.Mapping;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// Notes what the server says of a selected mailbox, during any command, and wakes the loop. It only takes notes: MailKit raises its events in the middle
/// of a response, where no command may be sent.
/// </summary>
internal sealed class ChangeObserver : IDisposable
{
    /// <summary>More than this is not worth remembering: the mailbox is looked at anew.</summary>
    private const int Most = 20_000;

    private readonly IMailFolder _folder;
    private readonly Action _wake;
    private ConditionalWeakTable<IMessageSummary, object>? _withKeywords;
    private List<ServerNews> _news = [];
    private ulong _modSeq;
    private bool _hearsAnswers;
    private bool _canAskAgain;
    private bool _isUnclear;

    /// <param name="wake">Something was noted. Must return at once.</param>
    public ChangeObserver(IMailFolder folder, Action wake)
    {
        _folder = folder;
        _wake = wake;
        folder.CountChanged += OnCountChanged;
        folder.MessageExpunged += OnExpunged;
        folder.MessagesVanished += OnVanished;
        folder.MessageSummaryFetched += OnFetched;
    }

    /// <summary>A pass asks what changed: it does not need what was forgotten.</summary>
    /// <param name="hearsAnswers">What is fetched counts too, not only what the server says by itself.</param>
    public void BeginPass(bool hearsAnswers)
    {
        _hearsAnswers = hearsAnswers;
        if (IsOverflown)
            Take();
    }

    public void EndPass() => _hearsAnswers = false;

    /// <summary>A command of ours begins whose answers matter.</summary>
    /// <param name="canAskAgain">It can be asked again: what is not clear need not be noted.</param>
    public void BeginAnswer(bool canAskAgain) => (_canAskAgain, _isUnclear) = (canAskAgain, false);

    /// <returns>Whether it was clear.</returns>
    public bool EndAnswer()
    {
        _canAskAgain = false;
        return !_isUnclear;
    }

    /// <summary>Too much was said to be remembered, or something that is not clear.</summary>
    public bool IsOverflown { get; private set; }

    public bool HasNews => _news.Count > 0 || IsOverflown;

    /// <summary>The greatest modification sequence of any FETCH since the last call; 0 when there was none.</summary>
    public ulong TakeModSeq()
    {
        var taken = _modSeq;
        _modSeq = 0;
        return taken;
    }

    /// <summary>What was noted since the last call, in its order.</summary>
    public IReadOnlyList<ServerNews> Take()
    {
        var taken = _news;
        _news = [];
        IsOverflown = false;
        return taken;
    }

    /// <summary>What one of our own operations learnt by asking.</summary>
    public void Note(IMessageSummary row) => Note(new ServerNews.Marked(row.Index, row.UniqueId.Id, MarksOf(row)));

    public void Dispose()
    {
        _folder.CountChanged -= OnCountChanged;
        _folder.MessageExpunged -= OnExpunged;
        _folder.MessagesVanished -= OnVanished;
        _folder.MessageSummaryFetched -= OnFetched;
    }

    public static MessageMarks MarksOf(IMessageSummary row) =>
        new(FlagMapper.ToFlagSet(row), SummaryMapper.Labels(row) is { } labels ? Domain.Messages.FlagSet.Create(labels) : null);

    private void OnCountChanged(object? sender, EventArgs e) => Note(new ServerNews.Exists(_folder.Count));

    private void OnExpunged(object? sender, MessageEventArgs e) => Note(new ServerNews.Expunged(e.Index));

    private void OnVanished(object? sender, MessagesVanishedEventArgs e)
    {
        var uids = UidSets.Of(e.UniqueIds);
        // A pass lists what is there when it does not add up; otherwise that takes a pass.
        if (ReferenceEquals(uids, UidSets.All) && !_hearsAnswers)
            Overflow();
        else
            Note(new ServerNews.Vanished(uids));
    }

    private void OnFetched(object? sender, MessageSummaryFetchedEventArgs e)
    {
        var row = e.Message;
        if (!row.Fields.HasFlag(MessageSummaryItems.Flags) || !IsClear(row))
            return;
        // A listing asks for UID and FLAGS without MODSEQ. What comes without a UID, or with MODSEQ, nobody asked for.
        var isNews = !row.Fields.HasFlag(MessageSummaryItems.UniqueId) || row.Fields.HasFlag(MessageSummaryItems.ModSeq);
        if (!isNews && !_hearsAnswers)
            return;
        _modSeq = Math.Max(_modSeq, row.ModSeq ?? 0);
        Note(new ServerNews.Marked(row.Index, row.UniqueId.Id, MarksOf(row)));
    }

    /// <summary>
    /// MailKit adds the keywords of a message that is told of again within one answer to those it was told of before: which of them it has is not to be known
    /// then, but by asking again.
    /// </summary>
    private bool IsClear(IMessageSummary row)
    {
        if (row.Keywords.Count == 0 || (_withKeywords ??= []).TryAdd(row, row))
            return true;
        if (_canAskAgain)
            _isUnclear = true;
        else if (!_hearsAnswers)
            Overflow();
        else
            return true;
        return false;
    }

    private void Note(ServerNews news)
    {
        if (_news.Count >= Most && !_hearsAnswers)
            Overflow();
        else if (!IsOverflown)
            _news.Add(news);
        _wake();
    }

    private void Overflow()
    {
        _news.Clear();
        IsOverflown = true;
        _wake();
    }
}
