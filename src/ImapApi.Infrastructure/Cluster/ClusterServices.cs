using System.Net;
using System.Net.Sockets;
using ImapApi.Application.Accounts;
using ImapApi.Infrastructure.Imap.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace ImapApi.Infrastructure.Cluster;

internal static class ClusterServices
{
    /// <summary>A cluster of one: membership in memory, the silo on a free loopback port, no gateway.</summary>
    public static IServiceCollection AddCluster(this IServiceCollection services)
    {
        services.AddOrleans(silo =>
        {
            var endpoint = new IPEndPoint(IPAddress.Loopback, FreePort());
            silo.UseDevelopmentClustering(endpoint);
            silo.ConfigureEndpoints(endpoint.Address, endpoint.Port, gatewayPort: 0);
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("imapapi", "imapapi"));
        });
        services.AddSingleton<OwnedAccounts>();
        services.AddSingleton<AccountConnections>();
        services.AddSingleton<IAccountConnections>(provider => provider.GetRequiredService<AccountConnections>());
        services.AddSingleton<IAccountOwners>(provider => provider.GetRequiredService<AccountConnections>());
        // The grains need the workers, and the workers the grains.
        services.AddSingleton(provider => new Lazy<AccountWorkers>(provider.GetRequiredService<AccountWorkers>));
        services.AddHostedService<Supervisor>();
        return services;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
