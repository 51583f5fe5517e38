namespace ImapApi.Infrastructure.Mime;

/// <summary>Undoes a transfer encoding, piece by piece.</summary>
internal interface IPieceDecoder
{
    /// <summary>The most that a piece of this length can become.</summary>
    int EstimateOutputLength(int inputLength);

    /// <returns>How many bytes of the output were filled.</returns>
    int Decode(ReadOnlySpan<byte> input, byte[] output);

    /// <summary>What is still held at the end of the input.</summary>
    int Finish(byte[] output);
}
