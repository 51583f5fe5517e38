using System.Text.Json;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>Between the settings and their document.</summary>
internal sealed class SettingsCodec(WebhookCodec webhooks)
{
    private const string AuthServerField = "authServer.url";

    public byte[] Encode(ServiceSettings settings) => JsonSerializer.SerializeToUtf8Bytes(
        new SettingsDocument(
            new SettingsDocument.LogsPart(settings.Logs.All, [.. settings.Logs.Accounts.Select(account => account.Value)], settings.Logs.MaxLogLines),
            webhooks.Encode(settings.Webhooks, account: null),
            webhooks.EncodeUrl(settings.AuthServer, account: null, AuthServerField)),
        RepositoryJson.Default.SettingsDocument);

    /// <param name="bytes">Null: none are stored.</param>
    public ServiceSettings Decode(byte[]? bytes)
    {
        if (bytes is null)
            return ServiceSettings.Default;
        var document = JsonSerializer.Deserialize(bytes, RepositoryJson.Default.SettingsDocument)!;
        var logs = document.Logs is { } part ? new LogSettings(part.All, [.. part.Accounts.Select(AccountId.Parse)], part.MaxLogLines) : LogSettings.Default;
        return new ServiceSettings(logs)
        {
            Webhooks = webhooks.Decode(document.Webhooks, account: null),
            AuthServer = webhooks.DecodeUrl(document.AuthServer, account: null, AuthServerField),
        };
    }
}
