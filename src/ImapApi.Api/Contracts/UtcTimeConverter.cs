using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImapApi.Api.Contracts;

/// <summary>Times are ISO 8601 in UTC with milliseconds, always three digits: <c>2019-10-07T06:05:23.000Z</c>.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public const int Length = 24;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Length];
        Format(value, text);
        writer.WriteStringValue(text);
    }

    public static void Format(DateTimeOffset value, Span<byte> destination) =>
        value.UtcDateTime.TryFormat(destination, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
