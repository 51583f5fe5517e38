using System.Collections.Frozen;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>The words that nearly every message repeats, kept once: cached outlines then share them.</summary>
internal static class CommonWords
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.Ordinal,
        "text/plain", "text/html", "text/calendar", "image/png", "image/jpeg", "image/gif", "application/pdf", "application/octet-stream",
        "application/zip", "message/rfc822", "message/delivery-status", "application/pgp-signature", "application/pkcs7-signature", "application/ms-tnef",
        "", "7bit", "8bit", "binary", "base64", "quoted-printable", "us-ascii", "utf-8", "iso-8859-1", "iso-8859-15", "windows-1252");

    public static string Share(string word) => Words.TryGetValue(word, out var shared) ? shared : word;

    public static bool IsShared(string word) => Words.Contains(word);

    /// <summary>A content type in lower case.</summary>
    public static string Share(string mediaType, string mediaSubtype) => Share($"{mediaType}/{mediaSubtype}".ToLowerInvariant());
}
