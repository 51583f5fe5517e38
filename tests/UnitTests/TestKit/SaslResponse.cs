namespace ImapApi.TestKit;

/// <summary>What a client says of itself in one of PLAIN, XOAUTH2 and OAUTHBEARER.</summary>
internal static class SaslResponse
{
    /// <param name="response">Decoded from base64.</param>
    /// <exception cref="FormatException">It makes no sense.</exception>
    public static (string User, string Secret) Parse(string mechanism, string response) => mechanism switch
    {
        "PLAIN" => response.Split('\0') is [_, var user, var password] ? (user, password) : throw new FormatException("PLAIN has three parts."),
        // user=someone@example.com^Aauth=Bearer token^A^A
        "XOAUTH2" => (Field(response, "user="), Field(response, "auth=Bearer ")),
        // n,a=someone@example.com,^Ahost=…^Aport=…^Aauth=Bearer token^A^A
        "OAUTHBEARER" => (response.Split(',').FirstOrDefault(part => part.StartsWith("a=", StringComparison.Ordinal))?[2..] ?? throw new FormatException("a= is missing."), Field(response, "auth=Bearer ")),
        _ => throw new FormatException($"{mechanism} is not understood."),
    };

    /// <summary>Those mechanisms whose refusal the server explains first (RFC 7628, and Google's XOAUTH2); the client answers that with an empty line.</summary>
    public static bool IsExplained(string mechanism) => mechanism is "XOAUTH2" or "OAUTHBEARER";

    public static string Explanation => Convert.ToBase64String("""{"status":"400","schemes":"Bearer","scope":"https://mail.test/"}"""u8);

    private static string Field(string response, string name) =>
        response.Split('\u0001').FirstOrDefault(field => field.StartsWith(name, StringComparison.Ordinal))?[name.Length..] ?? throw new FormatException($"{name} is missing.");
}
