using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ImapApi.Application.Submissions;

namespace ImapApi.Api.Binding;

/// <summary>
/// Reads a JSON body of which some keys hold many bytes as base64. They are decoded as they arrive and never are a text in memory; what is large is in a
/// temporary file, which goes with the request.
/// </summary>
internal static class ContentBody
{
    private const int PieceLength = 16 * 1024;

    /// <returns>The body, null where it is not readable, and what was taken out of it.</returns>
    public static async Task<(JsonNode? Body, BodyContents Contents)> ReadAsync(HttpContext http, IReadOnlyList<ContentKey> keys, RequestInput input)
    {
        using var rest = new MemoryStream();
        var scanner = new ContentScanner(keys, rest, Open);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceLength];
        while (await http.Request.Body.ReadAsync(piece, http.RequestAborted) is > 0 and var length)
        {
            hash.AppendData(piece, 0, length);
            scanner.Add(piece.AsSpan(0, length));
        }

        rest.Position = 0;
        return (await JsonBody.ReadAsync(rest, http, input), new BodyContents(scanner.Contents, hash.GetHashAndReset()));

        SpoolStream Open()
        {
            var spool = new SpoolStream();
            http.Response.RegisterForDispose(spool);
            return spool;
        }
    }
}
