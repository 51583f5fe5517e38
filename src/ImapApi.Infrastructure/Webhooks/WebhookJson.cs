using System.Text.Json.Serialization;

namespace ImapApi.Infrastructure.Webhooks;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LaneState))]
[JsonSerializable(typeof(DeliveryRecord))]
[JsonSerializable(typeof(SecretDocument))]
[JsonSerializable(typeof(TestEvent))]
internal sealed partial class WebhookJson : JsonSerializerContext;
