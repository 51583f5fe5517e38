using System.Text.Json;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Servers;

/// <summary>Accounts of a running program: registers them and waits until they are connected.</summary>
internal static class Accounts
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The request that registers an account whose id is its user name.</summary>
    public static byte[] Registration(string account, DovecotServer server, bool tls) =>
        tls ? Registration(account, DovecotServer.TlsHost, server.TlsPort, secure: true) : Registration(account, server.Port);

    /// <summary>The same at a port of the loopback, in the clear.</summary>
    public static byte[] Registration(string account, int port) => Registration(account, DovecotServer.Host, port, secure: false);

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

    /// <summary>Returns when every mailbox of these accounts was seen once.</summary>
    public static async Task InitializedAsync(Product product, IReadOnlyList<string> accounts)
    {
        using var wire = product.Connect();
        foreach (var account in accounts)
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(Events(wire, account).Any(entry => entry == "accountInitialized")), $"{account} is initialized", Patience);
        }
    }

    public static int EventCount(HttpWire wire, string account) => Events(wire, account).Count;

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

    public static string? StateOf(HttpWire wire, string account)
    {
        using var found = Read(wire, $"/v1/account/{account}");
        return found.RootElement.GetProperty("state").GetString();
    }

    private static byte[] Registration(string account, string host, int port, bool secure)
    {
        var imap = new { host, port, secure, tls = new { rejectUnauthorized = false }, auth = new { user = account, pass = DovecotServer.Password } };
        return HttpWire.Post("/v1/account", JsonSerializer.Serialize(new { account, name = $"Account {account}", imap }));
    }

    private static IReadOnlyList<string> Events(HttpWire wire, string account)
    {
        using var found = Read(wire, $"/v1/events?account={account}&limit=1000");
        return [.. found.RootElement.GetProperty("events").EnumerateArray().Select(entry => entry.GetProperty("event").GetString()!)];
    }
}
