using MailKit;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>MailKit's client, reading body literals into pooled memory. Their size is bounded by the guard, before this is asked.</summary>
internal sealed class PoolingImapClient(IProtocolLogger guard) : ImapClient(guard)
{
    protected override ImapFolder CreateImapFolder(ImapFolderConstructorArgs args) => new Folder(args);

    private sealed class Folder(ImapFolderConstructorArgs args) : ImapFolder(args)
    {
        protected override Stream CreateStream(UniqueId? uid, string section, int offset, int length) => new PooledStream(length);
    }
}
