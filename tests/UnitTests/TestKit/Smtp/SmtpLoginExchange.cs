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
            return mechanism == "LOGIN" ? await ReadLoginAsync(session, command) : await ReadResponseAsync(session, command, mechanism);
        }
        catch (Exception exception) when (exception is FormatException)
        {
            return null;
        }
    }

    /// <summary>A refused token is told the reason first, and the client has to answer it with an empty line.</summary>
    public static async Task ExplainRefusalAsync(SmtpSession session, SmtpLogin login)
    {
        if (!SaslResponse.IsExplained(login.Mechanism))
            return;
        await session.WriteAsync($"334 {SaslResponse.Explanation}\r\n");
        await session.ReadLineAsync();
    }

    private static async Task<SmtpLogin> ReadResponseAsync(SmtpSession session, SmtpCommand command, string mechanism)
    {
        var (user, secret) = SaslResponse.Parse(mechanism, Decode(command.Arguments.ElementAtOrDefault(1) ?? await AskAsync(session, "")));
        return new SmtpLogin(mechanism, user, secret);
    }

    private static async Task<SmtpLogin> ReadLoginAsync(SmtpSession session, SmtpCommand command)
    {
        var user = Decode(command.Arguments.ElementAtOrDefault(1) ?? await AskAsync(session, "Username:"));
        return new SmtpLogin("LOGIN", user, Decode(await AskAsync(session, "Password:")));
    }

    private static async Task<string> AskAsync(SmtpSession session, string prompt)
    {
        await session.WriteAsync($"334 {Encode(prompt)}\r\n");
        return await session.ReadLineAsync() ?? throw new EndOfStreamException("The client closed within AUTH.");
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Decode(string text) => text == "=" ? "" : Encoding.UTF8.GetString(Convert.FromBase64String(text));
}
