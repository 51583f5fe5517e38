using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>The caller's time is up, and the submission server may be taking the message right now.</summary>
public sealed class SubmissionPendingException(AccountId account, QueueId queue) : ImapApiException(
    "SubmissionPending",
    $"The SMTP server of account '{account}' has the message and did not answer in time. Do not send it again; GET /v1/outbox/{queue} tells what becomes of it.",
    retryable: false)
{
    public QueueId Queue { get; } = queue;
}
