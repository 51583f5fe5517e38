using ImapApi.Api.Auth;
using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using Microsoft.AspNetCore.WebUtilities;

namespace ImapApi.Api.Http;

/// <summary>The only place that knows which failure is which status.</summary>
internal static class ErrorStatus
{
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StoreAwayFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OwnerAwayFor = TimeSpan.FromSeconds(2);

    public static ApiError Of(Exception exception) => exception switch
    {
        ValidationFailedException invalid => Of(invalid, StatusCodes.Status400BadRequest) with { Fields = invalid.Fields },
        ForbiddenException forbidden => Of(forbidden, StatusCodes.Status403Forbidden),
        NotFoundException missing => Of(missing, StatusCodes.Status404NotFound),
        ConflictException conflict => Of(conflict, StatusCodes.Status409Conflict),
        EventsExpiredException expired => Of(expired, StatusCodes.Status410Gone),
        CursorExpiredException expired => Of(expired, StatusCodes.Status410Gone),
        MailServerRejectedException { Code: "TooLarge" } large => Of(large, StatusCodes.Status413PayloadTooLarge),
        MailServerRejectedException rejected => Of(rejected, StatusCodes.Status422UnprocessableEntity),
        SmtpNotConfiguredException unset => Of(unset, StatusCodes.Status400BadRequest),
        SubmissionFailedException failed => Of(failed, Of(failed)) with { QueueId = failed.Queue?.ToString(), IsReplayed = failed.IsReplayed },
        SubmissionPendingException pending => Of(pending, StatusCodes.Status504GatewayTimeout) with { QueueId = pending.Queue.ToString() },
        IdempotencyException { Retryable: true } busy => Of(busy, StatusCodes.Status409Conflict, BusyFor) with { QueueId = busy.Queue?.ToString() },
        IdempotencyException other => Of(other, StatusCodes.Status422UnprocessableEntity),
        BusyException busy => Of(busy, StatusCodes.Status429TooManyRequests, BusyFor),
        MailServerUnavailableException unavailable => Of(unavailable, StatusCodes.Status502BadGateway, unavailable.RetryAfter),
        StoreUnavailableException away => Of(away, StatusCodes.Status503ServiceUnavailable, StoreAwayFor),
        MailServerTimedOutException late => Of(late, StatusCodes.Status504GatewayTimeout),
        // A kind that only an adapter knows: it will pass, or it is a defect.
        ImapApiException { Retryable: true } other => Of(other, StatusCodes.Status503ServiceUnavailable, BusyFor),
        BadHttpRequestException malformed => Of(malformed.StatusCode),
        _ => Of(StatusCodes.Status500InternalServerError),
    };

    /// <summary>Nothing can be said to anybody before the store was open once.</summary>
    public static ApiError StoreAway { get; } = new(StatusCodes.Status503ServiceUnavailable, "StoreUnavailable", "The store is not open yet.", Retryable: true, StoreAwayFor);

    public static ApiError TooManyFailures(TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, "TooManyFailures", "Too many wrong access tokens came from this address. A right one is answered at once.", Retryable: false, wait);

    public static ApiError NotReady(string reason) => new(StatusCodes.Status503ServiceUnavailable, "NotReady", reason, Retryable: true, BusyFor);

    /// <summary>Nothing was done.</summary>
    public static ApiError OwnerUnreachable { get; } =
        new(StatusCodes.Status503ServiceUnavailable, "OwnerUnreachable", "The node that serves the account could not be reached in time, or the account is just moving to another one. Nothing was changed: try again.", Retryable: true, OwnerAwayFor);

    public static ApiError OwnerLost { get; } =
        new(StatusCodes.Status502BadGateway, "OwnerLost", "The node that serves the account had the request and was lost before it answered. Whether it was done is not known: look before you repeat it.");

    /// <summary>What the framework refused by itself.</summary>
    public static ApiError Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new ApiError(status, "InvalidInput", "The request is not valid HTTP."),
        StatusCodes.Status404NotFound => new ApiError(status, "NotFound", "There is no such resource. The API is described at /swagger."),
        StatusCodes.Status405MethodNotAllowed => new ApiError(status, "MethodNotAllowed", "The resource does not know this method; the Allow header lists those it knows."),
        StatusCodes.Status408RequestTimeout => new ApiError(status, "Timeout", "The request's body did not arrive in time.", Retryable: true),
        StatusCodes.Status413PayloadTooLarge => new ApiError(status, "TooLarge", "The request's body is larger than api.maxBodyBytes."),
        StatusCodes.Status500InternalServerError => new ApiError(status, "InternalError", "Something went wrong in the server; its log says what, under this traceId."),
        _ => new ApiError(status, ReasonPhrases.GetReasonPhrase(status).Replace(" ", "", StringComparison.Ordinal), ReasonPhrases.GetReasonPhrase(status) + "."),
    };

    private static int Of(SubmissionFailedException failed) => failed switch
    {
        { Code: "TooLarge" } => StatusCodes.Status413PayloadTooLarge,
        { Code: "Timeout" } => StatusCodes.Status504GatewayTimeout,
        { Certainty: SubmissionCertainty.Permanent } => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status502BadGateway,
    };

    private static ApiError Of(ImapApiException exception, int status, TimeSpan? retryAfter = null) =>
        new(status, exception.Code, exception.Message, exception.Retryable, retryAfter, ServerResponse: exception.ServerResponse);
}
