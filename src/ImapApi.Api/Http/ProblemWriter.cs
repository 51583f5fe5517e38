using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ImapApi.Api.Contracts;
using Microsoft.AspNetCore.WebUtilities;

namespace ImapApi.Api.Http;

/// <summary>Writes a failure as <c>application/problem+json</c>.</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext http, ApiError error)
    {
        var response = http.Response;
        response.StatusCode = error.Status;
        if (error.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (error.IsReplayed)
            response.Headers[IdempotencyHeaders.Replayed] = "true";
        // Once more: what was written before the failure is cleared.
        SecurityHeaders.Set(response.Headers);
        var body = JsonSerializer.SerializeToUtf8Bytes(Shape(http, error), ApiJson.Web.ProblemResponse);
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        // Not the request's token: it may be the deadline that is being told.
        return response.Body.WriteAsync(body, CancellationToken.None).AsTask();
    }

    private static ProblemResponse Shape(HttpContext http, ApiError error) => new(
        "urn:imapapi:error:" + error.Code,
        Words(error.Code),
        error.Status,
        error.Message,
        http.Request.PathBase + http.Request.Path.ToUriComponent(),
        error.Status,
        ReasonPhrases.GetReasonPhrase(error.Status),
        error.Message,
        error.Code,
        error.Retryable,
        Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier)
    {
        Fields = error.Fields?.Select(field => new ProblemField(field.Key, field.Message)).ToList(),
        ServerResponse = error.ServerResponse,
        QueueId = error.QueueId,
    };

    /// <summary>"MessageNotFound" → "Message not found"; runs of capitals stay: "IMAPUnavailable" → "IMAP unavailable".</summary>
    private static string Words(string code)
    {
        var words = new StringBuilder(code.Length + 4);
        for (var i = 0; i < code.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(code[i]) && i + 1 < code.Length && char.IsLower(code[i + 1]);
            if (startsWord)
                words.Append(' ');
            words.Append(startsWord ? char.ToLowerInvariant(code[i]) : code[i]);
        }

        return words.ToString();
    }
}
