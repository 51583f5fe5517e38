using ImapApi.Domain.Settings;

namespace ImapApi.Application.Settings;

/// <summary>The run-time settings. Throws <see cref="Errors.StoreUnavailableException"/> while the store is away.</summary>
public interface ISettingsStore
{
    Task<ServiceSettings> GetAsync(CancellationToken cancellationToken);

    /// <summary>Applies <paramref name="change"/> atomically; everyone who follows the settings sees it at once.</summary>
    Task<ServiceSettings> UpdateAsync(Func<ServiceSettings, ServiceSettings> change, CancellationToken cancellationToken);
}
