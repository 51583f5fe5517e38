using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>APPEND, read, to the mailbox of sent messages. Null: Gmail files its own copy (X-GM-EXT-1), or there is no such mailbox.</summary>
internal sealed class AppendSent(RawMessage message) : IImapOperation<UploadedMessage?>
{
    public MailboxTarget Target => MailboxTarget.None;

    public bool IsLong => true;

    public bool ChangesMailboxes => true;

    public async Task<UploadedMessage?> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        if (connection.IsGmail || await connection.FindSpecialUseAsync(SpecialUse.Sent, cancellationToken) is not { } sent)
            return null;
        return await new Append(sent, message, [Flag.Seen], internalDate: null).RunAsync(connection, cancellationToken);
    }
}
