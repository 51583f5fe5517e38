using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ImapApi.Application.Tracing;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>Posts a webhook over HTTP, signed as Standard Webhooks says. What is kept of an answer has none of our own secrets in it, should the target send them back.</summary>
internal sealed class HttpWebhookSender(IHttpClientFactory clients, TimeProvider time) : IWebhookSender
{
    public const string ClientName = "webhooks";

    private const int KeptResponse = 4096;
    private const int ReadResponse = 64 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    public async Task<WebhookAnswer> SendAsync(WebhookDestination to, string webhookId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var span = Spans.Source.StartActivity("webhook deliver", ActivityKind.Client)?.SetTag("imapapi.event", webhookId).SetTag("server.address", HostOf(to));
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var request = Request(to, webhookId, body);
            using var response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var text = await ReadAsync(response, to, either.Token);
            span?.SetTag("http.response.status_code", (int)response.StatusCode);
            return new WebhookAnswer((int)response.StatusCode, Error: null, text, RetryAfter(response), time.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            span.Fail(exception);
            var error = exception is OperationCanceledException ? $"The target did not answer within {Deadline.TotalSeconds} s." : Words(exception);
            return new WebhookAnswer(Status: null, error, Response: null, RetryAfter: null, time.GetElapsedTime(started));
        }
    }

    /// <summary>The rest of the URL may be a secret.</summary>
    private static string HostOf(WebhookDestination to) => new Uri(to.Url.Address).Host;

    private HttpRequestMessage Request(WebhookDestination to, string webhookId, ReadOnlyMemory<byte> body)
    {
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, to.Url.Address) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = Json;
        if (to.Url.UserInfo is { } user)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
        request.Headers.TryAddWithoutValidation("webhook-id", webhookId);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        if (to.Secrets.Count > 0)
            request.Headers.TryAddWithoutValidation("webhook-signature", string.Join(' ', to.Secrets.Select(secret => WebhookSignature.Sign(webhookId, now, body.Span, secret))));
        foreach (var (key, value) in to.Headers.Select(header => (header.Key, header.Value)))
        {
            // The account's or the settings' own header goes before the one of the URL.
            request.Headers.Remove(key);
            request.Headers.TryAddWithoutValidation(key, value);
        }

        return request;
    }

    /// <summary>The beginning of the body; a target that sends it too slowly has answered all the same.</summary>
    private static async Task<string?> ReadAsync(HttpResponseMessage response, WebhookDestination to, CancellationToken cancellationToken)
    {
        var buffer = new byte[ReadResponse];
        var length = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
                length += read;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status counts, and it is known.
        }

        return length == 0 ? null : Kept(Encoding.UTF8.GetString(buffer, 0, length), to);
    }

    private static string Kept(string text, WebhookDestination to)
    {
        foreach (var secret in Secrets(to).Where(secret => secret.Length > 3))
            text = text.Replace(secret, "…", StringComparison.Ordinal);
        return text.Length <= KeptResponse ? text : text[..KeptResponse];
    }

    private static IEnumerable<string> Secrets(WebhookDestination to)
    {
        foreach (var header in to.Headers)
            yield return header.Value;
        if (to.Url.UserInfo is not { } user)
            yield break;
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(user));
        yield return user;
        yield return user[(user.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - time.GetUtcNow() : null;
        return asked is { } wait && wait > TimeSpan.Zero ? (wait < LongestRetryAfter ? wait : LongestRetryAfter) : null;
    }

    private static string Words(Exception exception) => exception.InnerException is { } inner ? $"{exception.Message} {inner.Message}" : exception.Message;
}
