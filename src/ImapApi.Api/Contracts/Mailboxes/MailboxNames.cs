using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImapApi.Api.Contracts.Mailboxes;

/// <summary>A path as a caller may write it: one text with the server's delimiter in it, or the list of its names.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record MailboxNames(IReadOnlyList<string> Names)
{
    internal sealed class Converter : JsonConverter<MailboxNames>
    {
        public override MailboxNames Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                return new MailboxNames([reader.GetString()!]);
            if (reader.TokenType != JsonTokenType.StartArray)
                throw new JsonException();
            var names = new List<string>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                names.Add(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException());
            return new MailboxNames(names);
        }

        public override void Write(Utf8JsonWriter writer, MailboxNames value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var name in value.Names)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }
    }
}
