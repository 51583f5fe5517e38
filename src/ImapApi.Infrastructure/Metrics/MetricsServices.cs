using ImapApi.Application.Health;
using ImapApi.Application.Pipeline;
using ImapApi.Infrastructure.Network;
using ImapApi.Application.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Prometheus;

namespace ImapApi.Infrastructure.Metrics;

internal static class MetricsServices
{
    /// <summary>
    /// A registry of our own, with the process's numbers: the library's default one would also listen to every .NET meter and event counter, and cost each
    /// request more than our own counting does. (Not called AddMetrics: that is .NET's.)
    /// </summary>
    public static IServiceCollection AddImapApiMetrics(this IServiceCollection services)
    {
        services.AddSingleton<IOpenFiles, OpenFiles>();
        services.AddSingleton(provider =>
        {
            var registry = Prometheus.Metrics.NewCustomRegistry();
            DotNetStats.Register(registry);
            if (provider.GetRequiredService<IOpenFiles>().Limit is { } limit)
                Prometheus.Metrics.WithCustomRegistry(registry).CreateGauge("process_max_open_handles", "How many files and sockets the process may have open.").Set(limit);
            return registry;
        });
        services.AddSingleton<ImapApiMetrics>();
        services.AddSingleton<IUseCaseMetrics>(provider => provider.GetRequiredService<ImapApiMetrics>());
        services.AddSingleton<IServiceFacts, ServiceFacts>();
        return services;
    }
}
