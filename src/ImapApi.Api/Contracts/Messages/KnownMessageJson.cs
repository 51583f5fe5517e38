using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>
/// Listing entries that were shown before: what never changes of a message was written as JSON once, and is copied around the flags of now. Each piece lives
/// as long as the outline it was made of, whose keeper counts it (<c>imap.cacheBytes</c>).
/// </summary>
internal static class KnownMessageJson
{
    private static readonly ConditionalWeakTable<MessageOutline, Piece> Pieces = new();

    private static readonly ConditionalWeakTable<FlagSet, byte[]> Flags = new();

    /// <returns>False when it has to be written anew, because it is not kept, or shows more than that.</returns>
    public static bool TryWrite(IBufferWriter<byte> output, MessageSummary message)
    {
        if (!message.IsKnown || message.Labels is not null || message.Preview is not null)
            return false;
        if (!Pieces.TryGetValue(message.Outline, out var piece) || piece.Id != message.Id)
            Pieces.AddOrUpdate(message.Outline, piece = Make(message));
        if (!Flags.TryGetValue(message.Flags, out var flags))
            Flags.AddOrUpdate(message.Flags, flags = Make(message.Flags));

        output.Write(piece.Json.AsSpan(0, piece.Head));
        output.Write(flags);
        output.Write(piece.Json.AsSpan(piece.Head));
        return true;
    }

    private static Piece Make(MessageSummary message)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, MessageJson.Options);
        MessageJson.WriteHead(writer, message, found: null);
        writer.Flush();
        var head = buffer.WrittenCount;
        MessageJson.WriteRest(writer, message, details: null, movedFrom: null);
        writer.Flush();
        return new Piece(message.Id, head, buffer.WrittenSpan.ToArray());
    }

    /// <summary>As they stand within a message: a comma first, and no braces.</summary>
    private static byte[] Make(FlagSet flags)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, MessageJson.Options);
        writer.WriteStartObject();
        MessageJson.WriteFlags(writer, flags);
        writer.Flush();
        return [(byte)',', .. buffer.WrittenSpan[1..]];
    }

    /// <param name="Head">How much of the JSON stands before the flags.</param>
    private sealed record Piece(MessageId Id, int Head, byte[] Json);
}
