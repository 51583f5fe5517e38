using ImapApi.Api.Binding;

namespace ImapApi.Api.Endpoints;

/// <summary>What is said of an endpoint beside its mapping; the binder and the API description both read it.</summary>
internal static class EndpointDocumentation
{
    private static readonly int[] Always = [400, 401, 403, 415, 421, 500, 503];

    /// <param name="operation">The operation's name: <c>ListMessages</c>; generated clients call it so.</param>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string operation, string tag, string summary, string? description = null)
    {
        endpoint.WithName(operation).WithTags(tag).WithSummary(summary);
        return description is null ? endpoint : endpoint.WithDescription(description);
    }

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params QueryParameter[] query) => endpoint.WithMetadata(new QuerySchema(query));

    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params int[] statuses) =>
        endpoint.WithMetadata(new FailureStatuses([.. Always.Concat(statuses).Distinct().Order()]));

    /// <summary>The failures of whatever asks the account's mail server.</summary>
    public static RouteHandlerBuilder FailsAtMailServer(this RouteHandlerBuilder endpoint, params int[] statuses) =>
        endpoint.Fails([404, 422, 429, 502, 504, .. statuses]);

    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new IdempotentEndpoint());

    /// <summary>The answer is bytes, not JSON.</summary>
    public static RouteHandlerBuilder Streams(this RouteHandlerBuilder endpoint, string contentType) => endpoint.WithMetadata(new StreamedAnswer(contentType));
}
