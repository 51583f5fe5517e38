using System.Globalization;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>A sequence set (RFC 9051 §9): <c>1:10,15,20:*</c>, where the star is the largest number in use.</summary>
internal static class NumberSet
{
    /// <summary>The ranges, each with its smaller number first, cut to 1…<paramref name="largest"/>; those beyond it are left out.</summary>
    public static IReadOnlyList<(uint First, uint Last)> Parse(string set, uint largest)
    {
        var ranges = new List<(uint, uint)>();
        foreach (var range in set.Split(','))
        {
            var colon = range.IndexOf(':');
            var a = Number(colon < 0 ? range : range[..colon], largest);
            var b = colon < 0 ? a : Number(range[(colon + 1)..], largest);
            var (first, last) = (Math.Min(a, b), Math.Min(Math.Max(a, b), largest));
            if (first <= last)
                ranges.Add(((uint)first, (uint)last));
        }

        return ranges;
    }

    // Ten digits may exceed 32 bits: such a number is larger than any in use.
    private static ulong Number(string number, uint largest) => number == "*" ? largest : ulong.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
}
