using MimeKit;
using MimeKit.Encodings;

namespace ImapApi.Infrastructure.Mime;

/// <summary>Content-Transfer-Encodings (RFC 2045 §6, and the uuencode of old) undone. An unknown one is left as it is, like 8bit.</summary>
internal static class TransferEncodings
{
    public static IMimeDecoder? Decoder(string transferEncoding) => Parse(transferEncoding) switch
    {
        ContentEncoding.Base64 => new Base64Decoder(),
        ContentEncoding.QuotedPrintable => new QuotedPrintableDecoder(),
        ContentEncoding.UUEncode => new UUDecoder(),
        _ => null,
    };

    /// <summary>What a decoder still holds at the end of its input: base64 whose padding was forgotten. Answers the number of bytes in <paramref name="output"/>.</summary>
    public static int Finish(IMimeDecoder decoder, byte[] output) => decoder is Base64Decoder ? decoder.Decode("=="u8.ToArray(), 0, 2, output) : 0;

    /// <summary>The decoded bytes of <paramref name="encoded"/>, which is disposed with the result.</summary>
    public static Stream Decode(Stream encoded, string transferEncoding) => PieceDecoder(transferEncoding) is { } decoder ? new DecodingStream(encoded, decoder) : encoded;

    /// <summary>How many bytes on the server make <paramref name="decoded"/> bytes, in the usual case.</summary>
    public static long EncodedLength(string transferEncoding, long decoded) => Parse(transferEncoding) switch
    {
        // Four characters for three bytes, lines of 76 with their ends.
        ContentEncoding.Base64 => (decoded + 2) / 3 * 4 * 78 / 76 + 8,
        ContentEncoding.UUEncode => decoded * 7 / 5 + 128,
        ContentEncoding.QuotedPrintable => decoded * 6 / 5 + 8,
        _ => decoded,
    };

    private static IPieceDecoder? PieceDecoder(string transferEncoding) =>
        Parse(transferEncoding) == ContentEncoding.Base64 ? new LineBase64Decoder() : Decoder(transferEncoding) is { } decoder ? new LenientDecoder(decoder) : null;

    private static ContentEncoding Parse(string transferEncoding) => transferEncoding switch
    {
        "base64" => ContentEncoding.Base64,
        "quoted-printable" => ContentEncoding.QuotedPrintable,
        "x-uuencode" or "uuencode" or "x-uue" or "uue" => ContentEncoding.UUEncode,
        _ => ContentEncoding.Default,
    };
}
