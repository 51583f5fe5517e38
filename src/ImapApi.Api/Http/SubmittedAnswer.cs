using System.Reflection;
using System.Text.Json;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Submissions;
using ImapApi.Application.Submissions;
using Microsoft.AspNetCore.Http.Metadata;

namespace ImapApi.Api.Http;

/// <summary>
/// What became of a submitted message: 200 when it was sent within the request, 202 when the outbox has it. It is written even when the request's time has
/// run out meanwhile: a caller that is told of a time-out would send the message again.
/// </summary>
internal sealed class SubmittedAnswer(SubmittedMessage message) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(MessageSubmittedResponse), ["application/json"]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(MessageQueuedResponse), ["application/json"]));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = message.IsQueued ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        if (message.IsReplayed)
            response.Headers[IdempotencyHeaders.Replayed] = "true";
        response.ContentType = "application/json; charset=utf-8";
        var body = message.IsQueued
            ? JsonSerializer.SerializeToUtf8Bytes(MessageQueuedResponse.From(message), ApiJson.Web.MessageQueuedResponse)
            : JsonSerializer.SerializeToUtf8Bytes(MessageSubmittedResponse.From(message), ApiJson.Web.MessageSubmittedResponse);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, CancellationToken.None);
    }
}
