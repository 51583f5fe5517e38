using System.ComponentModel;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("One HTTP request that should deliver the event.")]
internal sealed record DeliveryAttemptResponse(
    [property: Description("When it ended.")] DateTimeOffset Time,
    [property: Description("The target's status.")] int? StatusCode,
    [property: Description("Why there was no answer.")] string? Error,
    [property: Description("The beginning of the answer's body, at most 4 KiB.")] string? Response)
{
    public static DeliveryAttemptResponse From(DeliveryAttempt attempt) => new(attempt.Time, attempt.StatusCode, attempt.Error, attempt.Response);
}
