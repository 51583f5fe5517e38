namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>Base64 whose padding was forgotten (<c>=?utf-8?B?SGVsbG8?=</c>): MimeKit drops its last letters, which every mail program shows.</summary>
internal static class EncodedWords
{
    private static ReadOnlySpan<byte> Opening => "=?"u8;

    private static ReadOnlySpan<byte> Closing => "?="u8;

    /// <summary>The same value, or one in which such words are padded.</summary>
    public static byte[] Padded(byte[] value)
    {
        List<byte>? padded = null;
        var (taken, from) = (0, 0);
        while (value.AsSpan(from).IndexOf(Opening) is var start and >= 0)
        {
            from += start + Opening.Length;
            if (ContentOf(value.AsSpan(from)) is not { } content)
                continue;
            var (end, missing) = (from + content.End.Value, (4 - (content.End.Value - content.Start.Value) % 4) % 4);
            from = end + Closing.Length;
            if (missing is 0 or 3)
                continue;
            padded ??= new List<byte>(value.Length + 2);
            padded.AddRange(value.AsSpan(taken, end - taken));
            padded.AddRange("=="u8[..missing]);
            taken = end;
        }

        if (padded is null)
            return value;
        padded.AddRange(value.AsSpan(taken));
        return [.. padded];
    }

    /// <summary>Where the letters of <c>charset?B?letters?=</c> are; null when it is something else, or padded.</summary>
    private static Range? ContentOf(ReadOnlySpan<byte> word)
    {
        var charset = word.IndexOf((byte)'?');
        if (charset < 1 || word.Length < charset + 3 || word[charset + 1] is not ((byte)'B' or (byte)'b') || word[charset + 2] != (byte)'?')
            return null;
        var content = charset + 3;
        var length = word[content..].IndexOf((byte)'?');
        if (length < 1 || !word[(content + length)..].StartsWith(Closing) || word.Slice(content, length).ContainsAny((byte)'=', (byte)' ', (byte)'\t'))
            return null;
        return content..(content + length);
    }
}
