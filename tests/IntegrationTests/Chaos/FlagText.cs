namespace ImapApi.IntegrationTests.Chaos;

/// <summary>Flags as one text, so that equal sets are equal texts: sorted, parted by blanks, without \Recent, which is a session's and no message's.</summary>
internal static class FlagText
{
    public static string Of(IEnumerable<string> flags) => string.Join(' ', flags
        .Where(flag => flag.Length > 0 && !flag.Equals("\\Recent", StringComparison.OrdinalIgnoreCase))
        .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase));

    public static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
