namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>
/// Looks for <c>[BADCHARSET</c> (RFC 9051 §7.1) in what a server answers to a search. MailKit hides it: it repeats the search with the text's characters cut to
/// 7 bits, which finds something else, or nothing.
/// </summary>
internal sealed class CharsetRefusal
{
    private static readonly byte[] Code = "[BADCHARSET"u8.ToArray();

    private int _matched;

    public bool Seen { get; private set; }

    /// <param name="chunk">Chunks follow each other; the code may be torn between two.</param>
    public void Scan(ReadOnlySpan<byte> chunk)
    {
        foreach (var b in chunk)
        {
            // Its first byte occurs nowhere else in it.
            _matched = b == Code[_matched] ? _matched + 1 : b == Code[0] ? 1 : 0;
            if (_matched < Code.Length)
                continue;
            Seen = true;
            _matched = 0;
        }
    }
}
