using System.Text;
using CsCheck;
using ImapApi.Infrastructure.Mime;

namespace ImapApi.UnitTests.Infrastructure.Mime;

public sealed class TransferEncodingsTests
{
    [Theory]
    [InlineData("base64", "R3LDvMOfZQ==\r\n", "Grüße")]
    [InlineData("base64", "R3LD\r\nvMOf\r\nZQ==", "Grüße")]
    [InlineData("base64", "R3LDvMOfZQ", "Grüße")]
    [InlineData("quoted-printable", "Gr=C3=BC=C3=9Fe=\r\n!", "Grüße!")]
    [InlineData("quoted-printable", "not =XY valid =", "not =XY valid ")]
    [InlineData("x-uuencode", "begin 644 a.txt\r\n&:&5L;&\\*\r\n`\r\nend\r\n", "hello\n")]
    [InlineData("7bit", "as it is", "as it is")]
    [InlineData("binary", "as it is", "as it is")]
    [InlineData("", "as it is", "as it is")]
    [InlineData("nonsense", "as it is", "as it is")]
    public async Task Undoes_the_encoding_however_the_bytes_arrive(string encoding, string encoded, string decoded)
    {
        for (var chunk = 1; chunk <= 7; chunk++)
        {
            await using var stream = TransferEncodings.Decode(new ChunkedStream(Encoding.UTF8.GetBytes(encoded), chunk), encoding);
            using var all = new MemoryStream();
            await stream.CopyToAsync(all);

            Encoding.UTF8.GetString(all.ToArray()).ShouldBe(decoded, $"in chunks of {chunk}");
        }
    }

    [Fact]
    public async Task Blank_encoded_data_in_the_middle_is_not_the_end()
    {
        var encoded = "AAEC" + new string('\n', 300_000) + "AwQF";
        await using var stream = TransferEncodings.Decode(new ChunkedStream(Encoding.ASCII.GetBytes(encoded), 4096), "base64");
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);

        all.ToArray().ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public void Base64_is_decoded_as_MimeKit_decodes_it_however_it_is_damaged()
    {
        var lines = Gen.Byte.Array[0, 400].Select(bytes => Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks));
        var damaged = Gen.Select(lines, Gen.Int[0, 600], Gen.OneOf("\r\n", "\n", "=", "==", " ", "A", "!", "ä", "\0", "AB\nC"), Gen.Int[0, 4])
            .Select((text, at, piece, cut) => text.Length == 0 ? piece : text[..(at % text.Length)] + piece + text[Math.Min(text.Length, at % text.Length + cut)..]);

        Gen.Select(Gen.OneOf(lines, damaged, Gen.Select(damaged, lines).Select((one, other) => one + "\r\n" + other)), Gen.Int[1, 300]).Sample((text, piece) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            return Decode(new LineBase64Decoder(), bytes, piece).SequenceEqual(Decode(new LenientDecoder(new MimeKit.Encodings.Base64Decoder()), bytes, piece));
        }, iter: 20_000);
    }

    [Fact]
    public void Long_base64_is_decoded_as_MimeKit_decodes_it_in_lines_and_without()
    {
        var texts = Gen.Select(Gen.Byte.Array[0, 60_000], Gen.OneOf(Base64FormattingOptions.None, Base64FormattingOptions.InsertLineBreaks), Gen.OneOf("", "=", " ", "A\n", "!"), Gen.Int[0, 80_000])
            .Select((bytes, format, piece, at) => Convert.ToBase64String(bytes, format) is var text && text.Length == 0 ? piece : text.Insert(at % text.Length, piece));

        Gen.Select(texts, Gen.Int[1, 70_000]).Sample((text, piece) =>
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            return Decode(new LineBase64Decoder(), bytes, piece).SequenceEqual(Decode(new LenientDecoder(new MimeKit.Encodings.Base64Decoder()), bytes, piece));
        }, iter: 300);
    }

    private static byte[] Decode(IPieceDecoder decoder, byte[] bytes, int piece)
    {
        var output = new byte[decoder.EstimateOutputLength(piece) + 8];
        var all = new List<byte>();
        foreach (var chunk in bytes.Chunk(piece))
            all.AddRange(output[..decoder.Decode(chunk, output)]);
        all.AddRange(output[..decoder.Finish(output)]);
        return [.. all];
    }

    /// <summary>Gives a few bytes at a time, and only asynchronously.</summary>
    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            base.ReadAsync(buffer, offset, Math.Min(chunk, count), cancellationToken);
    }
}
