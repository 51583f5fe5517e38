using System.Text.Json;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Soak;

/// <summary>The requests of the load that have a body.</summary>
internal static class SoakRequests
{
    private const string Text = "A message of the usual length, as most are, with nothing in it that anybody had to know.\n";

    /// <summary>An account that reads over TLS, and sends.</summary>
    public static byte[] Register(string account, string user, DovecotServer server, int submissions)
    {
        var auth = new { user, pass = DovecotServer.Password };
        return HttpWire.Post("/v1/account", JsonSerializer.Serialize(new
        {
            account,
            name = $"Account {account}",
            imap = new { host = DovecotServer.TlsHost, port = server.TlsPort, secure = true, tls = new { rejectUnauthorized = false }, auth },
            smtp = new { host = "127.0.0.1", port = submissions, secure = false, auth },
        }));
    }

    public static byte[] Search(string account, int sender) =>
        HttpWire.Post($"/v1/account/{account}/search?path=INBOX&pageSize=20", JsonSerializer.Serialize(new { search = new { from = $"sender{sender}@example.com" } }));

    public static byte[] Flag(string account, string message, bool add) =>
        HttpWire.Put(PathOf(account, message), add ? """{"flags":{"add":["\\Flagged"]}}""" : """{"flags":{"delete":["\\Flagged"]}}""");

    public static byte[] Move(string account, string message, string path) => HttpWire.Put($"{PathOf(account, message)}/move", JsonSerializer.Serialize(new { path }));

    public static byte[] Delete(string account, string message, bool force = false) => HttpWire.Delete($"{PathOf(account, message)}{(force ? "?force=true" : "")}");

    public static byte[] DeleteSent(string account, IReadOnlyList<string> ids) =>
        HttpWire.Put($"/v1/account/{account}/messages/delete?path=%5CSent&force=true", JsonSerializer.Serialize(new { ids }));

    /// <summary>A draft with something attached.</summary>
    public static byte[] Upload(string account, int number) => HttpWire.Post($"/v1/account/{account}/message", JsonSerializer.Serialize(new
    {
        path = "\\Drafts",
        flags = new[] { "\\Draft" },
        from = new { address = $"{account}@example.com" },
        subject = $"Draft {number}",
        text = Text,
        attachments = new[] { new { filename = "figures.bin", contentType = "application/octet-stream", encoding = "base64", content = Convert.ToBase64String(MailFactory.Bytes(number, 12_000)) } },
    }));

    /// <summary>By way of the outbox.</summary>
    public static byte[] Submit(string account, int number) => HttpWire.Post($"/v1/account/{account}/submit", JsonSerializer.Serialize(new
    {
        from = new { address = $"{account}@example.com" },
        to = new[] { new { address = "bob@example.com" } },
        subject = $"Sent {number}",
        text = string.Concat(Enumerable.Repeat(Text, 10)),
        queue = true,
    }));

    private static string PathOf(string account, string message) => $"/v1/account/{account}/message/{message}";
}
