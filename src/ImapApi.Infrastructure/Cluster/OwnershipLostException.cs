using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>Another owner has taken over the account: nothing was written, and this owner stops.</summary>
internal sealed class OwnershipLostException(AccountId account)
    : ImapApiException("OwnershipLost", $"Account '{account}' is served by another owner now. Try again.", retryable: true);
