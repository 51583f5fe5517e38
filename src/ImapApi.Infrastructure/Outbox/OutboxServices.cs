using ImapApi.Application.Statistics;
using ImapApi.Application.Submissions;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Imap.Bounces;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;
using ImapApi.Infrastructure.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ImapApi.Infrastructure.Outbox;

internal static class OutboxServices
{
    /// <summary>The outbox. Needs <c>AddStorage</c>, <c>AddEvents</c>, <c>AddCluster</c> and what sends the messages.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<Housekeeping>();
        services.AddSingleton(CreateLargeBodies);
        services.AddSingleton<OutboxBodies>();
        services.AddSingleton<OutboxLoad>();
        services.AddSingleton<IOutboxLoad>(provider => provider.GetRequiredService<OutboxLoad>());
        services.AddSingleton<OutboxRepository>();
        services.AddSingleton<IAccountRemains, OutboxRemains>();
        services.AddSingleton<OutboxTimers>();
        services.AddSingleton<OutboxRecorder>();
        services.AddSingleton<ISentMail, SentMail>();
        services.AddSingleton<OutboxEffects>();
        services.AddSingleton<IBouncedOriginals, OutboxOriginals>();
        services.AddSingleton<OutboxSender>();
        services.AddSingleton<OutboxRunner>();
        services.AddSingleton<OutboxRecovery>();
        services.AddSingleton<IOutbox, StoredOutbox>();
        services.AddHostedService<OutboxDispatcher>();
        services.AddHostedService<OutboxTrimmer>();
        return services;
    }

    private static ILargeBodies CreateLargeBodies(IServiceProvider provider) => provider.GetRequiredService<IStoreDriver>() is SqliteStore
        ? ActivatorUtilities.CreateInstance<FileBodies>(provider)
        : ActivatorUtilities.CreateInstance<StoreBodies>(provider);
}
