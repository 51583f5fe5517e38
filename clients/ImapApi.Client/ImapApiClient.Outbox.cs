namespace ImapApi.Client;

public partial class ImapApiClient
{
    public async Task<MessageQueuedResponse> QueueMessageAsync(string account, SubmitMessageRequest body, string? idempotencyKey = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        try
        {
            await SubmitMessageAsync(account, body.SendAt is null ? body with { Queue = true } : body, idempotencyKey, cancellationToken);
        }
        catch (ImapApiException<MessageQueuedResponse> queued) when (queued.StatusCode == 202)
        {
            // The generator knows one answer of an operation; the other one is an exception to it.
            return queued.Result;
        }

        throw new ImapApiException("The message was sent at once, though it was to be queued.", 200, null, new Dictionary<string, IEnumerable<string>>(), null);
    }

    // Absent is not null: the server refuses what is null.
    static partial void UpdateJsonSerializerSettings(System.Text.Json.JsonSerializerOptions settings) => settings.DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull;
}
