using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>APPEND. The message's UID is what the server says (APPENDUID, RFC 4315), else that of the newest message with its Message-ID.</summary>
/// <param name="path">A path, or a special use.</param>
internal sealed class Append(MailboxPath path, RawMessage message, IReadOnlyList<string> flags, DateTimeOffset? internalDate) : IImapOperation<UploadedMessage>
{
    public MailboxTarget Target => MailboxTarget.None;

    public bool IsLong => true;

    public bool ChangesMailboxes => true;

    public async Task<UploadedMessage> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var mailbox = await connection.ResolveAsync(path, cancellationToken);
        var folder = await connection.FindFolderAsync(mailbox, cancellationToken);
        // APPENDLIMIT (RFC 7889), of the mailbox or of the server.
        if ((folder.AppendLimit ?? connection.Client.AppendLimit) is { } limit && message.Length > limit)
            throw TooLarge(connection, $"The mail server takes messages of at most {limit} bytes.", null);

        var uid = await AppendAsync(connection, folder, mailbox, cancellationToken) ?? await FindAsync(connection, mailbox, cancellationToken);
        MessageId? id = uid is { } known ? new MessageId(await connection.NumberOfAsync(mailbox, known.Validity, cancellationToken), new Uid(known.Id)) : null;
        return new UploadedMessage(id, mailbox, message.MessageId);
    }

    private async Task<UniqueId?> AppendAsync(ImapConnection connection, IMailFolder folder, MailboxPath mailbox, CancellationToken cancellationToken)
    {
        var (system, keywords) = FlagMapper.FromNames(flags);
        var request = new AppendRequest(message.Message, system, keywords) { InternalDate = internalDate };
        connection.Guard.BeginCommand(exists: 0);
        var words = connection.Guard.RefusalWords = new RefusalWords();
        try
        {
            return await folder.AppendAsync(request, cancellationToken);
        }
        catch (FolderNotFoundException)
        {
            // [TRYCREATE], as MailKit tells it.
            throw NotFoundException.ForMailbox(connection.Account, mailbox, words.Text);
        }
        catch (ImapCommandException) when (connection.Selected is { Writable: false } selected && selected.Path == mailbox)
        {
            // Courier takes nothing into a mailbox that this connection only reads.
            await connection.OpenAsync(mailbox, write: true, cancellationToken);
            return await AppendAsync(connection, folder, mailbox, cancellationToken);
        }
        catch (ImapCommandException refused)
        {
            throw Refused(connection, words.Text ?? refused.ResponseText);
        }
        finally
        {
            connection.Guard.RefusalWords = null;
        }
    }

    private static MailServerRejectedException Refused(ImapConnection connection, string words)
    {
        if (words.StartsWith("[OVERQUOTA]", StringComparison.OrdinalIgnoreCase))
            return new MailServerRejectedException($"The mailboxes of account '{connection.Account}' are full: delete something first.", words, "OverQuota");
        if (words.StartsWith("[TOOBIG]", StringComparison.OrdinalIgnoreCase))
            return TooLarge(connection, "The mail server takes no message of this size.", words);
        return new MailServerRejectedException($"The mail server of account '{connection.Account}' refused the message: {words}", words);
    }

    private static MailServerRejectedException TooLarge(ImapConnection connection, string why, string? words) =>
        new($"The message is too large for account '{connection.Account}'. {why}", words, "TooLarge");

    private async Task<UniqueId?> FindAsync(ImapConnection connection, MailboxPath mailbox, CancellationToken cancellationToken)
    {
        if (message.MessageId is not { } messageId)
            return null;
        var selected = await connection.OpenAsync(mailbox, write: false, cancellationToken, anew: true);
        var found = UidSets.Of(await selected.Folder.SearchAsync(SearchQuery.HeaderContains("Message-ID", messageId), cancellationToken));
        return found.IsEmpty ? null : new UniqueId(selected.Folder.UidValidity, found.Last);
    }
}
