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
        public override async Task<FolderAccess> OpenAsync(FolderAccess access, CancellationToken cancellationToken = default) => Accessed(await base.OpenAsync(access, cancellationToken), access);

        public override async Task<FolderAccess> OpenAsync(
            FolderAccess access, uint uidValidity, ulong highestModSeq, IList<UniqueId> uids, CancellationToken cancellationToken = default) =>
            Accessed(await base.OpenAsync(access, uidValidity, highestModSeq, uids, cancellationToken), access);

        /// <summary>A server need not say [READ-WRITE] (RFC 9051 §6.3.2); without it MailKit takes what it has just opened for closed.</summary>
        private FolderAccess Accessed(FolderAccess told, FolderAccess asked) => told == FolderAccess.None ? Access = asked : told;

        protected override Stream CreateStream(UniqueId? uid, string section, int offset, int length) =>
            client.Capture is { } capture && uid is { } id ? capture.Open(id.Id, section, length) : new PooledStream(length);
    }
}
