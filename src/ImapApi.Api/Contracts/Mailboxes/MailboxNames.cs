using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImapApi.Api.Contracts.Mailboxes;

/// <summary>A path as a caller may write it: one text with the server's delimiter in it, or the list of its names.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record MailboxNames(IReadOnlyList<string> Names)
{
    internal sealed class Converter : JsonConverter<MailboxNames>
    {
        public override MailboxNames Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(TextList.Read(ref reader));

        public override void Write(Utf8JsonWriter writer, MailboxNames value, JsonSerializerOptions options) => TextList.Write(writer, value.Names);
    }
}
