using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// Reads <c>* 12 FETCH (UID 481 BODY[2]&lt;0&gt; {1048576}</c> and the <c>)</c> behind the literal, with the UID on either side of it, and nothing else: whatever else a
/// server says is for MailKit to read.
/// </summary>
internal sealed class LiteralLine(uint uid, string section, int offset, int count)
{
    private readonly byte[] _item = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"BODY[{section}]<{offset}> {{"));
    private readonly byte[] _uid = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"UID {uid}"));

    /// <param name="line">With its line end.</param>
    /// <param name="length">Of the literal that follows.</param>
    public bool TryRead(ReadOnlySpan<byte> line, out int length)
    {
        length = 0;
        if (!line.StartsWith("* "u8) || !Utf8Parser.TryParse(line[2..], out uint sequence, out var digits) || sequence == 0)
            return false;
        line = line[(2 + digits)..];
        if (!Skip(ref line, " FETCH ("u8))
            return false;
        if ((Skip(ref line, _uid) && !Skip(ref line, " "u8)) || !Skip(ref line, _item) || !Utf8Parser.TryParse(line, out int size, out digits) || size < 0 || size > count)
            return false;
        if (!line[digits..].SequenceEqual("}\r\n"u8))
            return false;
        length = size;
        return true;
    }

    /// <summary>What stands behind the literal ends the response.</summary>
    public bool IsEnd(ReadOnlySpan<byte> line)
    {
        if (Skip(ref line, " "u8) && !Skip(ref line, _uid))
            return false;
        return line.SequenceEqual(")\r\n"u8);
    }

    private static bool Skip(ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> word)
    {
        if (!line.StartsWith(word))
            return false;
        line = line[word.Length..];
        return true;
    }
}
