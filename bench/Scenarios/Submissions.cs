using System.Text.Json;

namespace ImapApi.Bench.Scenarios;

/// <summary>What the scenarios that send have in common.</summary>
internal static class Submissions
{
    /// <summary>An account that only sends.</summary>
    public static string Registration(string account, int port) => JsonSerializer.Serialize(new
    {
        account,
        name = account,
        smtp = new { host = "127.0.0.1", port, secure = false, auth = new { user = account, pass = "secret" } },
    });
}
