namespace ImapApi.Infrastructure.Webhooks;

/// <summary>Posts a webhook.</summary>
internal interface IWebhookSender
{
    /// <summary>One attempt. Throws for cancellation alone: whatever else goes wrong is in the answer.</summary>
    /// <param name="webhookId">The event's id: <c>webhook-id</c> of Standard Webhooks.</param>
    Task<WebhookAnswer> SendAsync(WebhookDestination to, string webhookId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
