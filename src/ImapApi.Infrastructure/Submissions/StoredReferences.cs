using ImapApi.Application.Errors;
using ImapApi.Application.Messages;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Submissions;

/// <summary>Reads the original in one FETCH, and its text with it where it is quoted.</summary>
internal sealed class StoredReferences(IMessageStore messages) : IReferenceSource
{
    /// <summary>More text is no quotation that anyone reads.</summary>
    private const int MaxQuoted = 256 * 1024;

    public async Task<ReferencedMessage?> FindAsync(AccountId account, MessageReference reference, CancellationToken cancellationToken)
    {
        try
        {
            var text = reference.Inline ? new TextRequest(TextKinds.All, MaxQuoted) : null;
            var details = await messages.GetAsync(account, reference.Message, new DetailsRequest(text), cancellationToken);
            var outline = details.Summary.Outline;
            var thread = new ThreadHeaders(Ids(details, "message-id") is [.., var id] ? id : null, Ids(details, "in-reply-to"), Ids(details, "references"));
            BodyLeaf[] attachments = reference.ForwardAttachments ? [.. outline.Leaves.Where(leaf => leaf.IsAttachment)] : [];
            return new ReferencedMessage(reference, thread, outline.Subject, outline.Date, outline.From, outline.ReplyTo, outline.To, outline.Cc, details.Text, attachments);
        }
        catch (NotFoundException missing) when (missing.Code == "MessageNotFound")
        {
            return null;
        }
    }

    private static IReadOnlyList<string> Ids(MessageDetails details, string field) =>
        details.Headers.TryGetValue(field, out var values) ? InternetMessageId.FindAll(string.Join(' ', values)) : [];
}
