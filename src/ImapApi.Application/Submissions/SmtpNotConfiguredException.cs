using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Submissions;

/// <summary>The account has no submission server.</summary>
public sealed class SmtpNotConfiguredException(AccountId account)
    : ImapApiException("SmtpNotConfigured", $"Account '{account}' was registered without SMTP settings. Set smtp with PUT /v1/account/{{account}}.", retryable: false);
