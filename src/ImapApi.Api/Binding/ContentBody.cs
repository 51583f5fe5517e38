using System.Text.Json.Nodes;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Binding;

/// <summary>
/// Reads a JSON body of which one key holds many bytes as base64. They are decoded as they arrive: a message of n bytes takes n bytes of memory, where a text
/// of it would take 2.7 n, beside the body's own 1.3 n.
/// </summary>
internal static class ContentBody
{
    private const int PieceLength = 16 * 1024;

    /// <returns>The body without the key, null where it is not readable; and the bytes, null where there are none, or the key is refused.</returns>
    public static async Task<(JsonNode? Body, IContent? Content)> ReadAsync(HttpContext http, string key, RequestInput input)
    {
        // What is announced is only reserved; memory is taken for what arrives.
        using var rest = new MemoryStream();
        var bytes = new MemoryStream((int)Math.Min((http.Request.ContentLength ?? 0) / 4 * 3, int.MaxValue));
        var scanner = new ContentScanner(key, rest, bytes);
        var piece = new byte[PieceLength];
        while (await http.Request.Body.ReadAsync(piece, http.RequestAborted) is > 0 and var length)
            scanner.Add(piece.AsSpan(0, length));

        rest.Position = 0;
        var body = await JsonBody.ReadAsync(rest, http, input);
        if (!scanner.HasFound)
            return (body, null);
        (body as JsonObject)?.Remove(key);
        if (scanner.IsBase64)
            return (body, new MemoryContent(bytes.GetBuffer().AsMemory(0, (int)bytes.Length)));
        input.Refuse(key, "is base64 (RFC 4648 §4).");
        return (body, null);
    }
}
