using MimeKit.Encodings;

namespace ImapApi.Infrastructure.Mime;

/// <summary>One of MimeKit's decoders.</summary>
internal sealed class LenientDecoder(IMimeDecoder decoder) : IPieceDecoder
{
    private byte[] _input = [];

    public int EstimateOutputLength(int inputLength) => decoder.EstimateOutputLength(inputLength);

    public int Decode(ReadOnlySpan<byte> input, byte[] output)
    {
        if (_input.Length < input.Length)
            _input = new byte[input.Length];
        input.CopyTo(_input);
        return decoder.Decode(_input, 0, input.Length, output);
    }

    public int Finish(byte[] output) => TransferEncodings.Finish(decoder, output);
}
