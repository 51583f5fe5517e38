using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>The node that serves the account does not answer; another will, as soon as it is found dead.</summary>
internal sealed class OwnerUnreachableException(AccountId account, Exception innerException)
    : ImapApiException("OwnerUnreachable", $"The node that serves account '{account}' does not answer. Try again.", retryable: true, innerException: innerException);
