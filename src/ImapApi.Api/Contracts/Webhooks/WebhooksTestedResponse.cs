using System.ComponentModel;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("What the target made of the test event.")]
internal sealed record WebhooksTestedResponse(
    [property: Description("Whether it answered with a 2xx status.")] bool Success,
    [property: Description("Its status.")] int? StatusCode,
    [property: Description("Why there was no answer.")] string? Error,
    [property: Description("The beginning of the answer's body, at most 4 KiB.")] string? Response)
{
    public static WebhooksTestedResponse From(DeliveryAttempt attempt) =>
        new(attempt.StatusCode is >= 200 and < 300, attempt.StatusCode, attempt.Error, attempt.Response);
}
