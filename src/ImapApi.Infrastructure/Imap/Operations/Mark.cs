using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>
/// Adds one flag, where the mailbox keeps it (PERMANENTFLAGS, RFC 9051 §7.1): others stay as they are, whoever changed them meanwhile. Answers whether the
/// message has it now.
/// </summary>
internal sealed class Mark(MessageId message, string flag) : IImapOperation<bool>
{
    public MailboxTarget Target { get; } = MailboxTarget.Change(message.Mailbox);

    public async Task<bool> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var folder = connection.Selected!.Folder;
        var isKept = flag[0] == '\\' || folder.PermanentFlags.HasFlag(MessageFlags.UserDefined) || folder.PermanentKeywords.Contains(flag, StringComparer.OrdinalIgnoreCase);
        if (!isKept)
            return false;
        var result = await new StoreFlags(message, new FlagChange(Add: [flag], Delete: null, Set: null)).RunAsync(connection, cancellationToken);
        return result.Added == true;
    }
}
