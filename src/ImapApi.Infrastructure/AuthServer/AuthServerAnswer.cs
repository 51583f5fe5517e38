using System.Text.Json;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.AuthServer;

/// <summary>
/// Reads <c>{"user": "…", "pass": "…"}</c> or <c>{"user": "…", "accessToken": "…"}</c>. Other members are let pass, so that a server may answer what it has;
/// what is needed has to be right.
/// </summary>
internal static class AuthServerAnswer
{
    private const int MaxUserLength = 1024;
    private const int MaxSecretLength = 16 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="FormatException">It is none of the two; the message says why, without quoting from it.</exception>
    public static Credentials Read(ReadOnlyMemory<byte> json)
    {
        using var document = Parse(json);
        var answer = document.RootElement;
        if (answer.ValueKind != JsonValueKind.Object)
            throw new FormatException("answered JSON that is no object.");
        var user = Text(answer, "user", MaxUserLength) ?? throw new FormatException("answered without \"user\".");
        var password = Text(answer, "pass", MaxSecretLength);
        var token = Text(answer, "accessToken", MaxSecretLength);
        return (password, token) switch
        {
            ({ } secret, null) => new Credentials.Password(user, secret),
            (null, { } secret) => new Credentials.AccessToken(user, secret),
            (null, null) => throw new FormatException("answered with neither \"pass\" nor \"accessToken\"."),
            _ => throw new FormatException("answered with both \"pass\" and \"accessToken\"."),
        };
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (JsonException)
        {
#pragma warning disable MA0054 // Its message would quote the answer.
            throw new FormatException("answered what is not JSON, or names a member twice.");
#pragma warning restore MA0054
        }
    }

    /// <summary>Absent and null are the same.</summary>
    private static string? Text(JsonElement answer, string name, int maxLength)
    {
        if (!answer.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw new FormatException($"answered with a \"{name}\" that is no string.");
        var text = Decode(value, name);
        if (text.Length == 0 || text.Length > maxLength || !Domain.Text.IsSingleLine(text))
            throw new FormatException($"answered with a \"{name}\" that has not 1 to {maxLength} printable characters.");
        return text;
    }

    private static string Decode(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException($"answered with a \"{name}\" that is no valid Unicode.", exception);
        }
    }
}
