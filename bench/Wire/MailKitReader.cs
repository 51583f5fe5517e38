using ImapApi.IntegrationTests.Fixtures;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace ImapApi.Bench.Wire;

/// <summary>The same questions through MailKit, parsed: what the library costs on top of the wire.</summary>
internal sealed class MailKitReader : IDisposable
{
    private static readonly FetchRequest Outlines = new(
        MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.InternalDate | MessageSummaryItems.Size | MessageSummaryItems.BodyStructure,
        [HeaderId.Date, HeaderId.Subject, HeaderId.From, HeaderId.Sender, HeaderId.ReplyTo, HeaderId.To, HeaderId.Cc, HeaderId.Bcc, HeaderId.MessageId, HeaderId.InReplyTo]);

    private static readonly FetchRequest FlagsOnly = new(MessageSummaryItems.UniqueId | MessageSummaryItems.Flags);

    private readonly ImapClient _client = new();
    private readonly int _newest;

    public MailKitReader(int port, string user, int pageSize)
    {
        _client.Connect(DovecotServer.Host, port, SecureSocketOptions.None);
        _client.Authenticate(user, DovecotServer.Password);
        _client.Inbox.Open(FolderAccess.ReadOnly);
        _newest = _client.Inbox.Count - pageSize;
    }

    public void Outline() => Fetch(Outlines);

    public void Flags() => Fetch(FlagsOnly);

    public void Dispose() => _client.Dispose();

    /// <summary>Asynchronously, as a server has to.</summary>
    private void Fetch(FetchRequest request) => _client.Inbox.FetchAsync(_newest, -1, request).GetAwaiter().GetResult();
}
