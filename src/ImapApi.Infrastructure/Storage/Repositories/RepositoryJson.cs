using System.Text.Json.Serialization;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Infrastructure.Storage.Repositories;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(SettingsDocument))]
[JsonSerializable(typeof(CustomHeader[]))]
[JsonSerializable(typeof(MailboxNumberDocument))]
internal sealed partial class RepositoryJson : JsonSerializerContext;
