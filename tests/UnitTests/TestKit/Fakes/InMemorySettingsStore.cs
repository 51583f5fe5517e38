using ImapApi.Application.Settings;
using ImapApi.Domain.Settings;

namespace ImapApi.TestKit.Fakes;

internal sealed class InMemorySettingsStore : ISettingsStore
{
    private readonly Lock _lock = new();
    private ServiceSettings _settings = ServiceSettings.Default;

    public Task<ServiceSettings> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_settings);
    }

    public Task<ServiceSettings> UpdateAsync(Func<ServiceSettings, ServiceSettings> change, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_settings = change(_settings));
    }
}
