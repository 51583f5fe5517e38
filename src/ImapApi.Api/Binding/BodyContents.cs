using System.Globalization;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Binding;

/// <summary>What a body held as base64, taken out of it: in its place stands its number in <paramref name="contents"/>.</summary>
/// <param name="fingerprint">SHA-256 of the body as it came.</param>
internal sealed class BodyContents(IReadOnlyList<IContent?> contents, byte[] fingerprint)
{
    /// <summary>The same for the same bytes: it tells a repeated request from another one with its key.</summary>
    public byte[] Fingerprint { get; } = fingerprint;

    /// <param name="number">The text of the key; null where it is absent.</param>
    /// <param name="key">As the caller knows it.</param>
    /// <returns>Null: absent, or refused.</returns>
    public IContent? Find(string? number, string key, RequestInput input)
    {
        if (number is null)
            return null;
        if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < contents.Count && contents[index] is { } content)
            return content;
        input.Refuse(key, "is base64 (RFC 4648 §4).");
        return null;
    }
}
