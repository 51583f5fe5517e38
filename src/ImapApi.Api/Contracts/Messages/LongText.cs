using System.Text.Json;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>Writes a text piece by piece: at once it would take a buffer of six times its length, in case that all of it had to be escaped.</summary>
internal static class LongText
{
    private const int Piece = 16 * 1024;

    public static void Write(Utf8JsonWriter writer, string text)
    {
        var rest = text.AsSpan();
        for (; rest.Length > Piece; rest = rest[Piece..])
            writer.WriteStringValueSegment(rest[..Piece], isFinalSegment: false);
        writer.WriteStringValueSegment(rest, isFinalSegment: true);
    }
}
