using System.Text.Json.Serialization;

namespace ImapApi.Infrastructure.Storage.Repositories;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(SettingsDocument))]
[JsonSerializable(typeof(MailboxNumberDocument))]
internal sealed partial class RepositoryJson : JsonSerializerContext;
