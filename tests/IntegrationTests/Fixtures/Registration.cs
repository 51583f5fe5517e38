using System.Net;
using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>The bodies that name a mail server, and waiting for what becomes of them.</summary>
public static class Registration
{
    public static object Imap(int port, string user, string pass = DovecotServer.Password, string host = DovecotServer.Host, bool secure = false, bool rejectUnauthorized = true) =>
        new { host, port, secure, tls = new { rejectUnauthorized }, auth = new { user, pass } };

    public static object Account(string account, object imap) => new { account, name = $"Account {account}", imap };

    public static async Task RegisterAsync(this ApiClient api, string account, object imap) =>
        (await api.PostAsync("/v1/account", Account(account, imap))).Ok();

    /// <summary>Waits until the account is in this state and answers what is told of it.</summary>
    public static async Task<JsonElement> UntilAsync(this ApiClient api, string account, string state, TimeSpan? within = null)
    {
        var last = "";
        try
        {
            var told = await Eventually.GetAsync(
                async () =>
                {
                    var answer = await api.GetAsync(PathOf(account));
                    last = answer.Text;
                    return answer.Status == HttpStatusCode.OK && answer.Ok().Text("state") == state ? answer : null;
                },
                $"account {account} is {state}",
                within);
            return told.Ok();
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; last: {last}", late);
        }
    }

    public static string PathOf(string account) => $"/v1/account/{Uri.EscapeDataString(account)}";
}
