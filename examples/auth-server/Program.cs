using System.Text.Json;

var app = WebApplication.Create(args);
var secret = app.Configuration["key"] ?? throw new InvalidOperationException("Start it with --key SECRET: whoever knows that gets every password.");
var file = app.Configuration["accounts"] ?? Path.Combine(AppContext.BaseDirectory, "accounts.json");

// ImapApi asks GET /?key=SECRET&account=example&proto=imap each time it authenticates an account that has "useAuthServer": true.
app.MapGet("/", async (string account, string proto, string? key) =>
{
    if (key != secret)
        return Results.Unauthorized();

    // A real one looks into its own database, and has the provider renew an access token that is about to expire.
    await using var stream = File.OpenRead(file);
    var logins = await JsonSerializer.DeserializeAsync<Dictionary<string, JsonElement>>(stream);
    return logins!.TryGetValue(account, out var login) ? Results.Json(login) : Results.NotFound();
});

app.Run();
