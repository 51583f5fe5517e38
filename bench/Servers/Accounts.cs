using System.Text.Json;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Servers;

/// <summary>Accounts of a running program: registers them and waits until they are connected.</summary>
internal static class Accounts
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The body that registers an account whose id is its user name.</summary>
    public static byte[] Registration(string account, DovecotServer server, bool tls)
    {
        var body = new
        {
            account,
            name = $"Account {account}",
            imap = new
            {
                host = tls ? DovecotServer.TlsHost : DovecotServer.Host,
                port = tls ? server.TlsPort : server.Port,
                secure = tls,
                tls = new { rejectUnauthorized = false },
                auth = new { user = account, pass = DovecotServer.Password },
            },
        };
        return HttpWire.Post("/v1/account", JsonSerializer.Serialize(body));
    }

    public static async Task RegisterAsync(Product product, DovecotServer server, bool tls, params IReadOnlyList<string> accounts)
    {
        using var wire = product.Connect();
        foreach (var account in accounts)
            wire.SendOk(Registration(account, server, tls));
        foreach (var account in accounts)
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(StateOf(wire, account) == "connected"),
                $"{account} is connected; it is {StateOf(wire, account)}",
                Patience);
        }
    }

    public static Task ConnectedAsync(Product product, int count) => Eventually.TrueAsync(
        () => Task.FromResult(Connected(product) >= count),
        $"{count} accounts are connected",
        Patience);

    public static int Connected(Product product)
    {
        using var wire = product.Connect();
        using var stats = Read(wire, "/v1/stats");
        return stats.RootElement.GetProperty("connections").TryGetProperty("connected", out var number) ? number.GetInt32() : 0;
    }

    public static JsonDocument Read(HttpWire wire, string path)
    {
        using var body = new MemoryStream();
        wire.SendOk(HttpWire.Get(path), body);
        body.Position = 0;
        return JsonDocument.Parse(body);
    }

    private static string? StateOf(HttpWire wire, string account)
    {
        using var found = Read(wire, $"/v1/account/{account}");
        return found.RootElement.GetProperty("state").GetString();
    }
}
