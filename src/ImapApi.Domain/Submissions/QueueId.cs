using System.Globalization;

namespace ImapApi.Domain.Submissions;

/// <summary>
/// Names an outbox entry, and says where it lies: 48 bits of Unix milliseconds, 16 bits of partition and 64 random bits, as 32 hexadecimal digits. Later
/// entries sort after earlier ones.
/// </summary>
public readonly record struct QueueId : IComparable<QueueId>
{
    private const int TimeShift = 80;
    private const int PartitionShift = 64;
    private const int Digits = 32;
    private const string Format = "x32";

    private readonly UInt128 _value;

    private QueueId(UInt128 value) => _value = value;

    /// <summary>When the entry was made, to the millisecond.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds((long)(_value >> TimeShift));

    public int Partition => (ushort)(_value >> PartitionShift);

    public static bool operator <(QueueId left, QueueId right) => left.CompareTo(right) < 0;

    public static bool operator >(QueueId left, QueueId right) => left.CompareTo(right) > 0;

    public static bool operator <=(QueueId left, QueueId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(QueueId left, QueueId right) => left.CompareTo(right) >= 0;

    /// <param name="random">Tells apart what is made in one millisecond.</param>
    public static QueueId Create(DateTimeOffset time, int partition, ulong random) =>
        new(((UInt128)(ulong)time.ToUnixTimeMilliseconds() << TimeShift) | ((UInt128)checked((ushort)partition) << PartitionShift) | random);

    public static bool TryParse(string? text, out QueueId id)
    {
        id = default;
        if (text is not { Length: Digits } || !UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        id = new QueueId(value);
        return id.ToString() == text && value >> TimeShift <= (UInt128)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
    }

    /// <exception cref="FormatException">The text is no queue id.</exception>
    public static QueueId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a queue id.");

    public int CompareTo(QueueId other) => _value.CompareTo(other._value);

    public override string ToString() => _value.ToString(Format, CultureInfo.InvariantCulture);
}
