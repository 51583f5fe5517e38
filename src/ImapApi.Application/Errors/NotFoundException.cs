using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Errors;

/// <summary>What was asked for is not there: ask for something else.</summary>
public sealed class NotFoundException : ImapApiException
{
    public const string MissingMessage = "MessageNotFound";

    private NotFoundException(string code, string message, string? serverResponse = null) : base(code, message, retryable: false, serverResponse)
    {
    }

    public static NotFoundException ForAccount(AccountId account) =>
        new("AccountNotFound", $"There is no account '{account}'. Register it with POST /v1/account.");

    public static NotFoundException ForMailbox(AccountId account, MailboxPath path, string? serverResponse = null) =>
        new("MailboxNotFound", $"Account '{account}' has no mailbox '{path}'.", serverResponse);

    public static NotFoundException ForMessage(AccountId account) =>
        new(MissingMessage, $"Account '{account}' has no such message: it was deleted or moved, or its mailbox was created anew.");

    public static NotFoundException ForAttachment(AccountId account) =>
        new("AttachmentNotFound", $"Account '{account}' has no such attachment.");

    /// <summary>The message that an outgoing one answers or forwards.</summary>
    public static NotFoundException ForReference(AccountId account) =>
        new("ReferenceNotFound", $"Account '{account}' has no such message to answer or forward: it was deleted or moved, or its mailbox was created anew. Nothing was sent.");

    public static NotFoundException ForOutboxEntry(QueueId id) =>
        new("OutboxEntryNotFound", $"The outbox has no message '{id}', or it ended too long ago. GET /v1/outbox lists what is kept.");

    public static NotFoundException ForDelivery(string id) =>
        new("DeliveryNotFound", $"There is no delivery '{id}', or its record is too old. GET /v1/webhooks/deliveries lists them.");

    public static NotFoundException ForWebhookTarget(AccountId? account) =>
        new("WebhookTargetNotFound", account is null ? "The settings have no webhooks target. Set one with POST /v1/settings." : $"Account '{account}' has no webhooks target of its own.");

    public static NotFoundException ForWebhookSecret(string id) =>
        new("WebhookSecretNotFound", $"There is no signing secret '{id}'. GET /v1/webhooks/secrets lists them.");

    public static NotFoundException ForToken(string id) =>
        new("TokenNotFound", $"There is no token '{id}'. GET /v1/tokens lists them.");
}
