using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>SUBSCRIBE or UNSUBSCRIBE.</summary>
internal sealed class Subscribe(MailboxPath path, bool subscribed) : IImapOperation<bool>
{
    public MailboxTarget Target => MailboxTarget.None;

    public async Task<bool> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var folder = await connection.FindFolderAsync(path, cancellationToken);
        await (subscribed ? folder.SubscribeAsync(cancellationToken) : folder.UnsubscribeAsync(cancellationToken));
        return subscribed;
    }
}
