using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Auth;

/// <summary>The caller's token is good, but not for this.</summary>
internal sealed class ForbiddenException(string message) : ImapApiException("Forbidden", message, retryable: false)
{
    public static ForbiddenException OtherAccount(AccountId own) => new($"The access token is good for account '{own}' only.");
}
