using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>The settings as they are stored; what is absent has its default.</summary>
internal sealed record SettingsDocument(SettingsDocument.LogsPart? Logs)
{
    internal sealed record LogsPart(bool All, IReadOnlyList<string> Accounts, int MaxLogLines);

    public static SettingsDocument From(ServiceSettings settings) =>
        new(new LogsPart(settings.Logs.All, [.. settings.Logs.Accounts.Select(account => account.Value)], settings.Logs.MaxLogLines));

    public ServiceSettings ToSettings() =>
        new(Logs is null ? LogSettings.Default : new LogSettings(Logs.All, [.. Logs.Accounts.Select(AccountId.Parse)], Logs.MaxLogLines));
}
