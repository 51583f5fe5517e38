using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

var app = WebApplication.Create(args);
var secret = app.Configuration["secret"] ?? throw new InvalidOperationException("Start it with --secret whsec_…, as POST /v1/webhooks/secrets has shown it.");
var key = Convert.FromBase64String(secret["whsec_".Length..]);

app.MapPost("/", async (HttpRequest request) =>
{
    using var reader = new StreamReader(request.Body);
    var body = await reader.ReadToEndAsync();
    var (id, timestamp, signatures) = (request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString(), request.Headers["webhook-signature"].ToString());

    // Standard Webhooks: HMAC-SHA256 of "id.timestamp.body"; several signatures while a secret is being replaced. What is old may be a replay.
    var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"))));
    var isFresh = long.TryParse(timestamp, out var seconds) && Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds) < 300;
    if (!isFresh || !signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected)))
        return Results.Unauthorized();

    // Any 2xx says "I have it". The same id may come again: remember the ids that you have dealt with.
    var told = JsonDocument.Parse(body).RootElement;
    app.Logger.LogInformation("{Event} of {Account}: {Data}", told.GetProperty("event"), told.GetProperty("account"), told.GetProperty("data"));
    return Results.NoContent();
});

app.Run();
