using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>Reads the message that an outgoing one refers to.</summary>
public interface IReferenceSource
{
    /// <returns>Null: the message is not there, and nothing may be sent.</returns>
    /// <exception cref="Errors.ImapApiException">The account is unknown or not connected.</exception>
    Task<ReferencedMessage?> FindAsync(AccountId account, MessageReference reference, CancellationToken cancellationToken);
}
