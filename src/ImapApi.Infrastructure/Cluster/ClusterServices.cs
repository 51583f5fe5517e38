using ImapApi.Application.Accounts;
using ImapApi.Application.Cluster;
using ImapApi.Application.Webhooks;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Storage.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace ImapApi.Infrastructure.Cluster;

internal static class ClusterServices
{
    /// <summary>What a node needs to stop: its notice, the hand-over, and what one alone needs.</summary>
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(75);

    /// <summary>One process is a cluster of one: its membership is in memory, the silo on a free loopback port. Several have theirs in Redis.</summary>
    public static IServiceCollection AddCluster(this IServiceCollection services, IConfiguration configuration)
    {
        var node = ThisNode.From(configuration);
        services.AddSingleton(node);
        services.AddOptions<NodeOptions>().Bind(configuration.GetSection(NodeOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        if (node.HasOthers)
        {
            // The silo cannot start without Redis, and the process waits for the store wherever it can.
            services.AddHostedService<StoreWait>();
            services.PostConfigure<HostOptions>(host => host.ShutdownTimeout = LongestShutdown);
        }

        services.AddSingleton<IFatalErrorHandler, NodeLost>();
        services.AddOrleans(silo => AddSilo(silo, node, configuration));
        services.TryAddSingleton<Housekeeping>();
        services.AddSingleton<OwnedAccounts>();
        services.AddSingleton<NodeFacts>();
        services.AddSingleton<NodeReports>();
        services.AddSingleton<INodes, Nodes>();
        services.AddSingleton<Membership>();
        services.AddSingleton<IClusterNodes>(provider => provider.GetRequiredService<Membership>());
        services.AddSingleton<Balancer>();
        services.AddSingleton<NodeLife>();
        services.AddSingleton<INodeLife>(provider => provider.GetRequiredService<NodeLife>());
        services.AddSingleton<AccountConnections>();
        services.AddSingleton<IAccountConnections>(provider => provider.GetRequiredService<AccountConnections>());
        services.AddSingleton<IAccountOwners>(provider => provider.GetRequiredService<AccountConnections>());
        services.AddSingleton<IAccountLocator>(provider => provider.GetRequiredService<AccountConnections>());
        // The grains need the workers, and the workers the grains.
        services.AddSingleton(provider => new Lazy<AccountWorkers>(provider.GetRequiredService<AccountWorkers>));
        services.AddSingleton(provider => new Lazy<IWebhookDeliveries>(provider.GetRequiredService<IWebhookDeliveries>));
        services.AddHostedService(provider => provider.GetRequiredService<Membership>());
        services.AddHostedService<Supervisor>();
        services.AddHostedService(provider => provider.GetRequiredService<Balancer>());
        services.AddHostedService<AccountChangesRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<NodeLife>());
        return services;
    }

    private static void AddSilo(ISiloBuilder silo, ThisNode node, IConfiguration configuration)
    {
        if (node.HasOthers)
        {
            var redis = RedisAddress.Parse(configuration["dbs:redis"] ?? "");
            redis.ClientName = "imapapi-membership";
            silo.UseRedisClustering(clustering => clustering.ConfigurationOptions = redis);
            // A node is found dead after some three seconds, by any one of the others.
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 3;
                membership.NumVotesForDeathDeclaration = 1;
                // A second opinion from a node that has died too would never come.
                membership.EnableIndirectProbes = false;
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            });
        }
        else
        {
            silo.UseDevelopmentClustering(node.Endpoint);
        }

        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (node.Name, node.Name));
        silo.ConfigureEndpoints(node.Endpoint.Address, node.Endpoint.Port, gatewayPort: 0, listenOnAnyHostAddress: false);
#pragma warning disable ORLEANSEXP003 // The other directory forgets, with a node, where the accounts of the living ones are, and has them all begin anew.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        // A dead node's accounts are taken over at once: if it is not dead, the epoch shuts it out.
        silo.Configure<GrainDirectoryOptions>(directory => directory.RangeLeaseDuration = TimeSpan.Zero);
        silo.AddPlacementDirector<AccountPlacement, AccountPlacementDirector>();
        silo.AddGrainService<NodeService>();
    }
}
