using ImapApi.Domain.Settings;
using MediatR;

namespace ImapApi.Application.Settings;

/// <summary>The run-time settings.</summary>
public sealed record GetSettings : IRequest<ServiceSettings>
{
    internal sealed class Handler(ISettingsStore settings) : IRequestHandler<GetSettings, ServiceSettings>
    {
        public Task<ServiceSettings> Handle(GetSettings request, CancellationToken cancellationToken) => settings.GetAsync(cancellationToken);
    }
}
