using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>What a mail program does once a message has left: marks the original, and files a copy.</summary>
public interface IAfterSubmission
{
    /// <summary>
    /// Sets <c>\Answered</c> on the original of a reply, <c>$Forwarded</c> on that of a forward where its mailbox keeps it, and appends the copy to the
    /// Sent mailbox unless the servers file it themselves. The mail has left: whatever fails is told in the result, never thrown.
    /// </summary>
    /// <param name="message">Null: there is no copy to file, because it is filed already or its bytes are gone.</param>
    Task<AfterSubmission> CompleteAsync(Account account, MessageReference? reference, IMessageSource? message, CancellationToken cancellationToken);
}
