using System.Text;

namespace ImapApi.TestKit.Smtp;

/// <summary>The exchange of AUTH (RFC 4954), up to the verdict.</summary>
internal static class SmtpLoginExchange
{
    /// <returns>Null: the mechanism is not offered, or what the client said makes no sense.</returns>
    public static async Task<SmtpLogin?> ReadAsync(SmtpSession session, SmtpCommand command, IEnumerable<string> offered)
    {
        var mechanism = command.Arguments.ElementAtOrDefault(0)?.ToUpperInvariant();
        if (mechanism is null || !offered.Contains(mechanism))
            return null;
        try
        {
            return mechanism == "LOGIN" ? await ReadLoginAsync(session, command) : Parse(mechanism, await ReadInitialAsync(session, command));
        }
        catch (Exception exception) when (exception is FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>A refused token is told the reason first, and the client has to answer it with an empty line (RFC 7628 and Google's XOAUTH2).</summary>
    public static async Task ExplainRefusalAsync(SmtpSession session, SmtpLogin login)
    {
        if (login.Mechanism is not ("XOAUTH2" or "OAUTHBEARER"))
            return;
        await session.WriteAsync($"334 {Encode("""{"status":"400","schemes":"Bearer","scope":"https://mail.test/"}""")}\r\n");
        await session.ReadLineAsync();
    }

    private static async Task<string> ReadInitialAsync(SmtpSession session, SmtpCommand command) =>
        Decode(command.Arguments.ElementAtOrDefault(1) ?? await AskAsync(session, ""));

    private static async Task<SmtpLogin> ReadLoginAsync(SmtpSession session, SmtpCommand command)
    {
        var user = Decode(command.Arguments.ElementAtOrDefault(1) ?? await AskAsync(session, "Username:"));
        return new SmtpLogin("LOGIN", user, Decode(await AskAsync(session, "Password:")));
    }

    private static SmtpLogin Parse(string mechanism, string response) => mechanism switch
    {
        "PLAIN" => new SmtpLogin(mechanism, response.Split('\0')[1], response.Split('\0')[2]),
        // user=someone@example.com^Aauth=Bearer token^A^A
        "XOAUTH2" => new SmtpLogin(mechanism, Field(response, "user="), Field(response, "auth=Bearer ")),
        // n,a=someone@example.com,^Ahost=…^Aport=…^Aauth=Bearer token^A^A
        "OAUTHBEARER" => new SmtpLogin(mechanism, response.Split('\u0001')[0].Split(',')[1]["a=".Length..], Field(response, "auth=Bearer ")),
        _ => throw new FormatException($"{mechanism} is not understood."),
    };

    private static string Field(string response, string name) =>
        response.Split('\u0001').FirstOrDefault(field => field.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? throw new FormatException($"{name} is missing.");

    private static async Task<string> AskAsync(SmtpSession session, string prompt)
    {
        await session.WriteAsync($"334 {Encode(prompt)}\r\n");
        return await session.ReadLineAsync() ?? throw new EndOfStreamException("The client closed within AUTH.");
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Decode(string text) => text == "=" ? "" : Encoding.UTF8.GetString(Convert.FromBase64String(text));
}
