using System.Text.Json.Serialization;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Security;

namespace ImapApi.Infrastructure.Storage.Repositories;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(SettingsDocument))]
[JsonSerializable(typeof(CustomHeader[]))]
[JsonSerializable(typeof(MailboxNumberDocument))]
[JsonSerializable(typeof(TokenDocument))]
internal sealed partial class RepositoryJson : JsonSerializerContext;
