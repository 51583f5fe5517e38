using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>MailKit's client, reading body literals into pooled memory. Their size is bounded by the guard, before this is asked.</summary>
internal sealed class PoolingImapClient(IProtocolLogger guard) : ImapClient(guard)
{
    /// <summary>Gets what MailKit reads by itself to make previews of; null: nobody wants it.</summary>
    public PreviewCapture? Capture { get; set; }

    protected override ImapFolder CreateImapFolder(ImapFolderConstructorArgs args) => new Folder(args, this);

    private sealed class Folder(ImapFolderConstructorArgs args, PoolingImapClient client) : ImapFolder(args)
    {
        protected override Stream CreateStream(UniqueId? uid, string section, int offset, int length) =>
            client.Capture is { } capture && uid is { } id ? capture.Open(id.Id, section, length) : new PooledStream(length);
    }
}
