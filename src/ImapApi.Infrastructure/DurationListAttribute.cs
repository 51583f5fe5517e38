using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ImapApi.Infrastructure;

/// <summary>Durations with spaces between: a number and s, m, h or d each.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationListAttribute() : ValidationAttribute("The field {0} must be durations with spaces between: 5s 2m 1h 1d.")
{
    public override bool IsValid(object? value) => value is string text && Parse(text) is { Count: > 0 };

    /// <summary>Null when one of them cannot be read.</summary>
    public static IReadOnlyList<TimeSpan>? Parse(string text)
    {
        var durations = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParseOne).ToList();
        return durations.Contains(null) ? null : [.. durations.OfType<TimeSpan>()];
    }

    private static TimeSpan? ParseOne(string text)
    {
        if (!int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 10_000)
            return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => null,
        };
    }
}
