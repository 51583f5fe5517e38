using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>Makes the bytes of a message from what the caller gave and the message it refers to.</summary>
public interface IMessageComposer
{
    /// <param name="reference">As <see cref="IReferenceSource"/> found it, when <see cref="OutgoingMessage.Reference"/> is set.</param>
    /// <returns>To be disposed by way of its <see cref="ComposedMessage.Source"/>.</returns>
    /// <exception cref="Errors.ValidationFailedException">It cannot be sent as it is: no recipient, no sender, a raw message that is none. Keys are the contract's.</exception>
    /// <exception cref="Errors.NotFoundException">A stored attachment that is referred to is gone.</exception>
    Task<ComposedMessage> ComposeAsync(Account account, OutgoingMessage message, ReferencedMessage? reference, CancellationToken cancellationToken);
}
