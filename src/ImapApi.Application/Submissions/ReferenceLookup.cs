using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

internal static class ReferenceLookup
{
    /// <returns>Null when the message refers to none.</returns>
    /// <exception cref="NotFoundException">It refers to one that is not in the mailbox.</exception>
    public static async Task<ReferencedMessage?> OfAsync(this IReferenceSource references, AccountId account, OutgoingMessage message, CancellationToken cancellationToken) =>
        message.Reference is { } wanted
            ? await references.FindAsync(account, wanted, cancellationToken) ?? throw NotFoundException.ForReference(account)
            : null;
}
