using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImapApi.Api.Contracts.Accounts;
using ImapApi.Api.Contracts.Autoconfig;
using ImapApi.Api.Contracts.Events;
using ImapApi.Api.Contracts.Mailboxes;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Api.Contracts.Settings;
using ImapApi.Api.Contracts.Statistics;
using ImapApi.Api.Contracts.Submissions;
using ImapApi.Api.Contracts.Tokens;
using ImapApi.Api.Contracts.Webhooks;

namespace ImapApi.Api.Contracts;

/// <summary>How contract types become JSON: camel case, nothing absent, times in UTC with milliseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ProblemResponse))]
[JsonSerializable(typeof(RegisterAccountRequest))]
[JsonSerializable(typeof(UpdateAccountRequest))]
[JsonSerializable(typeof(VerifyAccountRequest))]
[JsonSerializable(typeof(AccountRegisteredResponse))]
[JsonSerializable(typeof(AccountUpdatedResponse))]
[JsonSerializable(typeof(AccountDeletedResponse))]
[JsonSerializable(typeof(AccountReconnectedResponse))]
[JsonSerializable(typeof(AccountSyncedResponse))]
[JsonSerializable(typeof(AccountResponse))]
[JsonSerializable(typeof(AccountListResponse))]
[JsonSerializable(typeof(VerifyAccountResponse))]
[JsonSerializable(typeof(MessageListResponse))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(ChangesResponse))]
[JsonSerializable(typeof(WaitResponse))]
[JsonSerializable(typeof(ThreadListResponse))]
[JsonSerializable(typeof(MessageDetailsResponse))]
[JsonSerializable(typeof(MessageTextResponse))]
[JsonSerializable(typeof(UploadMessageRequest))]
[JsonSerializable(typeof(MessageUploadedResponse))]
[JsonSerializable(typeof(UpdateMessageRequest))]
[JsonSerializable(typeof(MessageUpdatedResponse))]
[JsonSerializable(typeof(MessageDeletedResponse))]
[JsonSerializable(typeof(TransferMessageRequest))]
[JsonSerializable(typeof(MessageTransferredResponse))]
[JsonSerializable(typeof(UpdateMessagesRequest))]
[JsonSerializable(typeof(MessagesUpdatedResponse))]
[JsonSerializable(typeof(TransferMessagesRequest))]
[JsonSerializable(typeof(MessagesTransferredResponse))]
[JsonSerializable(typeof(MessageSelectionRequest))]
[JsonSerializable(typeof(MessagesDeletedResponse))]
[JsonSerializable(typeof(EventListResponse))]
[JsonSerializable(typeof(MailboxListResponse))]
[JsonSerializable(typeof(CreateMailboxRequest))]
[JsonSerializable(typeof(MailboxCreatedResponse))]
[JsonSerializable(typeof(MailboxDeletedResponse))]
[JsonSerializable(typeof(UpdateMailboxRequest))]
[JsonSerializable(typeof(MailboxUpdatedResponse))]
[JsonSerializable(typeof(AutoconfigResponse))]
[JsonSerializable(typeof(QuotaResponse))]
[JsonSerializable(typeof(SettingsResponse))]
[JsonSerializable(typeof(UpdateSettingsRequest))]
[JsonSerializable(typeof(SettingsUpdatedResponse))]
[JsonSerializable(typeof(CreateWebhookSecretRequest))]
[JsonSerializable(typeof(TestWebhooksRequest))]
[JsonSerializable(typeof(WebhookSecretCreatedResponse))]
[JsonSerializable(typeof(WebhookSecretListResponse))]
[JsonSerializable(typeof(WebhookSecretDeletedResponse))]
[JsonSerializable(typeof(WebhooksTestedResponse))]
[JsonSerializable(typeof(MessageSubmittedResponse))]
[JsonSerializable(typeof(MessageQueuedResponse))]
[JsonSerializable(typeof(OutboxListResponse))]
[JsonSerializable(typeof(OutboxEntryResponse))]
[JsonSerializable(typeof(SubmissionCancelledResponse))]
[JsonSerializable(typeof(DeliveryListResponse))]
[JsonSerializable(typeof(DeliveryResponse))]
[JsonSerializable(typeof(WebhookTargetResponse))]
[JsonSerializable(typeof(ResumeWebhooksRequest))]
[JsonSerializable(typeof(WebhooksResumedResponse))]
[JsonSerializable(typeof(SubmitMessageRequest))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(TokenCreatedResponse))]
[JsonSerializable(typeof(TokenListResponse))]
[JsonSerializable(typeof(TokenRevokedResponse))]
[JsonSerializable(typeof(StatisticsResponse))]
[JsonSerializable(typeof(HealthResponse))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>As answers are written: "&lt;" and "ö" stay what they are, because the answers are never read as HTML.</summary>
    public static ApiJson Web { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTimeConverter() },
    });
}
