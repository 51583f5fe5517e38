using System.Text.Json.Serialization;

namespace ImapApi.Infrastructure.Outbox;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OutboxDocument))]
[JsonSerializable(typeof(KeyDocument))]
internal sealed partial class OutboxJson : JsonSerializerContext;
