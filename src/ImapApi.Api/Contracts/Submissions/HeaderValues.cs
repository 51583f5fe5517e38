using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImapApi.Api.Contracts.Submissions;

/// <summary>What a caller may write as a header field's value: one text, or a list of texts for a field that occurs several times.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record HeaderValues(IReadOnlyList<string> Values)
{
    internal sealed class Converter : JsonConverter<HeaderValues>
    {
        public override HeaderValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(TextList.Read(ref reader));

        public override void Write(Utf8JsonWriter writer, HeaderValues value, JsonSerializerOptions options) => TextList.Write(writer, value.Values);
    }
}
