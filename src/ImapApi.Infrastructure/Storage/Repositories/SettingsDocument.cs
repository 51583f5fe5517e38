namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>The settings as they are stored; what is absent has its default.</summary>
internal sealed record SettingsDocument(SettingsDocument.LogsPart? Logs, WebhookDocument? Webhooks, UrlDocument? AuthServer)
{
    internal sealed record LogsPart(bool All, IReadOnlyList<string> Accounts, int MaxLogLines);
}
