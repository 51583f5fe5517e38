using System.Text;
using System.Text.Json;

var app = WebApplication.Create(args);
var password = app.Configuration["password"] ?? throw new InvalidOperationException("Start it with --password SECRET: whoever knows that gets every log-in.");
var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("imapapi:" + password));
var file = app.Configuration["accounts"] ?? Path.Combine(AppContext.BaseDirectory, "accounts.json");

// ImapApi asks GET /?account=example&proto=imap each time it authenticates an account that has "useAuthServer": true.
app.MapGet("/", async (string account, string proto, HttpRequest request) =>
{
    if (request.Headers.Authorization != expected)
        return Results.Unauthorized();

    // A real one looks into its own database, and has the provider renew an access token that is about to expire.
    await using var stream = File.OpenRead(file);
    var logins = await JsonSerializer.DeserializeAsync<Dictionary<string, JsonElement>>(stream);
    return logins!.TryGetValue(account, out var login) ? Results.Json(login) : Results.NotFound();
});

app.Run();
