using System.Globalization;

namespace ImapApi.TestKit.Imap;

/// <summary>One part of a sequence set; <c>null</c> is <c>*</c>.</summary>
internal readonly record struct SequenceRange(uint? From, uint? To)
{
    public static IReadOnlyList<SequenceRange> ParseSet(string set) => [.. set.Split(',').Select(Parse)];

    public bool Contains(uint number, uint last)
    {
        var (low, high) = Bounds(last);
        return number >= low && number <= high;
    }

    public IEnumerable<int> Within(int exists)
    {
        var (low, high) = Bounds((uint)exists);
        for (var number = (long)low; number <= Math.Min(high, exists); number++)
            yield return (int)number;
    }

    private (uint Low, uint High) Bounds(uint last) => (Math.Min(From ?? last, To ?? last), Math.Max(From ?? last, To ?? last));

    private static SequenceRange Parse(string part)
    {
        var ends = part.Split(':');
        return new SequenceRange(Number(ends[0]), Number(ends[^1]));
    }

    private static uint? Number(string text) => text == "*" ? null : uint.Parse(text, NumberStyles.None);
}
