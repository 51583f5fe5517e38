namespace ImapApi.Domain.Messages;

/// <summary>
/// The address of a body part: <c>1</c>, <c>1.2</c> … (RFC 9051 §6.4.5.1). Anything else is refused here, because a part number from a
/// decoded id goes onto the wire.
/// </summary>
public readonly record struct PartNumber
{
    /// <summary>MIME trees deeper than this are not addressed.</summary>
    public const int MaxDepth = 100;

    private const int MaxLength = 400;

    private const int MaxDigits = 9;

    private readonly string? _value;

    private PartNumber(string value) => _value = value;

    public static PartNumber One { get; } = new("1");

    public string Value => _value ?? "1";

    public static bool TryParse(string? value, out PartNumber part)
    {
        part = default;
        if (value is not { Length: <= MaxLength })
            return false;
        var numbers = value.Split('.');
        if (numbers.Length > MaxDepth || !numbers.All(IsNumber))
            return false;
        part = new PartNumber(value);
        return true;
    }

    /// <exception cref="FormatException">The value is not a part number.</exception>
    public static PartNumber Parse(string value) => TryParse(value, out var part) ? part : throw new FormatException("A part number is written 1, 1.2, 1.2.3 …");

    /// <summary>The default value is <see cref="One"/>, not a third thing.</summary>
    public bool Equals(PartNumber other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Value;

    /// <summary>A nz-number (RFC 9051 §9) of at most nine digits, so that it fits 32 bits; no message has more parts.</summary>
    private static bool IsNumber(string text) => text.Length is > 0 and <= MaxDigits && text[0] != '0' && text.All(char.IsAsciiDigit);
}
