using System.Net;
using System.Security.Cryptography;
using System.Text;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

/// <summary><c>examples/webhook-receiver</c> as a program of its own, told events as Standard Webhooks says.</summary>
public sealed class WebhookReceiverFlows
{
    private const string Body = """{"account":"example","date":"2026-01-01T00:00:00.000Z","path":"INBOX","event":"messageNew","data":{"id":"AAAAAQAAAeE","subject":"Grüße"},"eventId":"AAAAAAAAAAEAAAAAAAAAAQ"}""";

    [Fact]
    public async Task It_prints_an_event_that_is_signed_and_refuses_what_is_not()
    {
        var key = RandomNumberGenerator.GetBytes(24);
        await using var receiver = await ExampleProcess.StartAsync("WebhookReceiver", FreePort.Next(), "--secret", "whsec_" + Convert.ToBase64String(key));
        using var client = new HttpClient();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        (await PostAsync(now, Sign(key, now))).ShouldBe(HttpStatusCode.NoContent);
        (await receiver.UntilPrintedAsync("AAAAAQAAAeE")).ShouldContain("messageNew of example");
        // While a secret is replaced there are two signatures.
        (await PostAsync(now, Sign(RandomNumberGenerator.GetBytes(24), now) + " " + Sign(key, now))).ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync(now, Sign(RandomNumberGenerator.GetBytes(24), now))).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(now + 1, Sign(key, now))).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(now - 3600, Sign(key, now - 3600))).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(now, "")).ShouldBe(HttpStatusCode.Unauthorized);

        async Task<HttpStatusCode> PostAsync(long timestamp, string signature)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, receiver.Address) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
            request.Headers.Add("webhook-id", "AAAAAAAAAAEAAAAAAAAAAQ");
            request.Headers.Add("webhook-timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("webhook-signature", signature);
            using var response = await client.SendAsync(request);
            return response.StatusCode;
        }
    }

    private static string Sign(byte[] key, long timestamp) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AAAAAAAAAAEAAAAAAAAAAQ.{timestamp}.{Body}")));
}
