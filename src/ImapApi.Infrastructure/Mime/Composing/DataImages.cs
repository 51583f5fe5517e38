using System.Text.RegularExpressions;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>Images that html carries as <c>data:</c> URIs: most mail programs do not show them, so they become parts of their own that the html names by cid.</summary>
internal static partial class DataImages
{
    private const int Most = 100;

    public static (string Html, List<MimeEntity> Images) Extract(string html, string domain)
    {
        var images = new List<MimeEntity>();
        var ids = new Dictionary<string, string>();
        html = Uri().Replace(html, match =>
        {
            var uri = match.Groups["uri"].Value;
            if (!ids.TryGetValue(uri, out var id))
            {
                if (images.Count == Most || !TryDecode(match.Groups["data"].Value, out var bytes))
                    return match.Value;
                id = $"{Guid.NewGuid():N}@{domain}";
                ids.Add(uri, id);
                var name = $"image{images.Count + 1}.{Extension(match.Groups["subtype"].Value)}";
                images.Add(AttachmentPart.Create("image/" + match.Groups["subtype"].Value, name, isInline: true, id, new MemoryStream(bytes, writable: false)));
            }

            return match.Groups["open"].Value + "cid:" + id;
        });
        return (html, images);
    }

    private static bool TryDecode(string data, out byte[] bytes)
    {
        try
        {
            bytes = Convert.FromBase64String(data.Contains('%') ? System.Uri.UnescapeDataString(data) : data);
            return bytes.Length > 0;
        }
        catch (FormatException)
        {
            bytes = [];
            return false;
        }
    }

    private static string Extension(string subtype) => subtype.ToLowerInvariant() switch
    {
        "jpeg" => "jpg",
        "svg+xml" => "svg",
        var other when other.All(char.IsAsciiLetterOrDigit) => other,
        _ => "img",
    };

    /// <summary>In quotes or in url(…); up to what cannot be base64.</summary>
    [GeneratedRegex("""(?<open>["'(]\s*)(?<uri>data:image/(?<subtype>[a-z0-9.+-]+)(?:;[a-z0-9=._-]+)*;base64,(?<data>[A-Za-z0-9+/=%\s]+))""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Uri();
}
