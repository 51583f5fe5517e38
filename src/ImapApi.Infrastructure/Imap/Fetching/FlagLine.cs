using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// Reads <c>* 12 FETCH (UID 481 FLAGS (\Seen work))</c>, in either order of the two, and nothing else: whatever else a line says is for MailKit to read. A
/// listing that is known asks for just these, and MailKit's parser would take most of its time.
/// </summary>
internal static class FlagLine
{
    private const int KnownSets = 512;
    private const int MostFlags = 64;

    /// <summary>What an atom is not made of (RFC 9051 §9), but for the brackets that some servers have in keywords.</summary>
    private static readonly SearchValues<byte> NotInFlags = SearchValues.Create([.. Enumerable.Range(0, 33).Select(octet => (byte)octet), .. "(){%*\"\u007F"u8, .. Enumerable.Range(128, 128).Select(octet => (byte)octet)]);

    private static readonly string[] System = [Flag.Seen, Flag.Answered, Flag.Flagged, Flag.Deleted, Flag.Draft, @"\Recent"];

    /// <summary>Most messages have the same few sets of flags. Found by the bytes of a list; one that hashes alike takes the place.</summary>
    private static readonly Known?[] Sets = new Known?[KnownSets];

    /// <param name="line">With its line end.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, out FlagRow row)
    {
        row = default;
        if (!Skip(ref line, "* "u8) || !TryReadNumber(ref line, out var sequence) || sequence > int.MaxValue || !Skip(ref line, " FETCH ("u8))
            return false;
        uint uid;
        FlagSet? flags;
        if (Skip(ref line, "UID "u8))
        {
            if (!TryReadNumber(ref line, out uid) || !Skip(ref line, " FLAGS ("u8) || !TryReadFlags(ref line, out flags))
                return false;
        }
        else if (!Skip(ref line, "FLAGS ("u8) || !TryReadFlags(ref line, out flags) || !Skip(ref line, " UID "u8) || !TryReadNumber(ref line, out uid))
        {
            return false;
        }

        if (!line.SequenceEqual(")\r\n"u8))
            return false;
        row = new FlagRow((int)sequence, uid, flags!);
        return true;
    }

    private static bool Skip(ref ReadOnlySpan<byte> line, ReadOnlySpan<byte> word)
    {
        if (!line.StartsWith(word))
            return false;
        line = line[word.Length..];
        return true;
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> line, out uint number)
    {
        if (!Utf8Parser.TryParse(line, out number, out var length) || number == 0 || line[0] is not (>= (byte)'1' and <= (byte)'9'))
            return false;
        line = line[length..];
        return true;
    }

    private static bool TryReadFlags(ref ReadOnlySpan<byte> line, out FlagSet? flags)
    {
        flags = null;
        var end = line.IndexOf((byte)')');
        if (end < 0)
            return false;
        var list = line[..end];
        line = line[(end + 1)..];
        return (flags = Find(list)) is not null;
    }

    private static FlagSet? Find(ReadOnlySpan<byte> list)
    {
        if (list.IsEmpty)
            return FlagSet.Empty;
        var hash = default(HashCode);
        hash.AddBytes(list);
        ref var place = ref Sets[(uint)hash.ToHashCode() % KnownSets];
        if (Volatile.Read(ref place) is { } known && list.SequenceEqual(known.List))
            return known.Flags;
        if (Read(list) is not { } flags)
            return null;
        Volatile.Write(ref place, new Known(list.ToArray(), flags));
        return flags;
    }

    private static FlagSet? Read(ReadOnlySpan<byte> list)
    {
        var names = new List<string>();
        foreach (var range in list.Split((byte)' '))
        {
            var flag = list[range];
            if (flag.IsEmpty || flag.ContainsAny(NotInFlags) || names.Count == MostFlags)
                return null;
            var name = Encoding.ASCII.GetString(flag);
            // No keyword to MailKit.
            if (name.Equals("NIL", StringComparison.OrdinalIgnoreCase))
                return null;
            if (name.Contains('\\', StringComparison.Ordinal))
            {
                if (Array.Find(System, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } system)
                    return null;
                name = system;
            }

            names.Add(name);
        }

        return FlagSet.Create(names);
    }

    private sealed record Known(byte[] List, FlagSet Flags);
}
