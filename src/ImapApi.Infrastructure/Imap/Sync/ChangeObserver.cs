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

    /// <summary>VANISHED may name 1:4294967295, which MailKit hands out UID by UID.</summary>
    private const int MostVanished = 200_000;

    private readonly IMailFolder _folder;
    private readonly Action _wake;
    private List<ServerNews> _news = [];
    private ulong _modSeq;

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

    /// <summary>What is fetched now counts too, not only what the server says by itself: a pass is asking.</summary>
    public bool HearsAnswers { get; set; }

    /// <summary>Too much was said to be remembered.</summary>
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
        // The count of more than int.MaxValue is negative.
        if (e.UniqueIds.Count is >= 0 and <= MostVanished)
            Note(new ServerNews.Vanished(UidSet.From(e.UniqueIds.Select(uid => uid.Id))));
        else
            Overflow();
    }

    private void OnFetched(object? sender, MessageSummaryFetchedEventArgs e)
    {
        var row = e.Message;
        if (!row.Fields.HasFlag(MessageSummaryItems.Flags))
            return;
        // A listing asks for UID and FLAGS without MODSEQ. What comes without a UID, or with MODSEQ, nobody asked for.
        var isNews = !row.Fields.HasFlag(MessageSummaryItems.UniqueId) || row.Fields.HasFlag(MessageSummaryItems.ModSeq);
        if (!isNews && !HearsAnswers)
            return;
        _modSeq = Math.Max(_modSeq, row.ModSeq ?? 0);
        Note(new ServerNews.Marked(row.Index, row.UniqueId.Id, MarksOf(row)));
    }

    private void Note(ServerNews news)
    {
        if (_news.Count >= Most && !HearsAnswers)
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
