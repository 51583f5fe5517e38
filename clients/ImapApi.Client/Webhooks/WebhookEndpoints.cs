using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImapApi.Client.Webhooks;

public static class WebhookEndpoints
{
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Receives webhooks at a path: what is not signed with one of the secrets, or is old, is answered 401 and nothing more. The same event may come again;
    /// answer only when it is dealt with, since whatever is not answered 2xx in 30 seconds is sent again.
    /// </summary>
    public static IEndpointConventionBuilder MapImapApiWebhooks(this IEndpointRouteBuilder app, string path, WebhookVerifier verifier, Func<WebhookEvent, CancellationToken, Task> handle) =>
        app.MapPost(path, async (HttpContext http) =>
        {
            if (http.Request.ContentLength > MostBytes)
                return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            using var copy = new MemoryStream();
            await http.Request.Body.CopyToAsync(copy, http.RequestAborted);
            var (headers, body) = (http.Request.Headers, copy.ToArray());
            if (!verifier.IsGenuine(headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], body))
                return Results.Unauthorized();
            if (JsonSerializer.Deserialize<WebhookEvent>(body) is not { } told)
                return Results.BadRequest();
            await handle(told, http.RequestAborted);
            return Results.NoContent();
        });
}
