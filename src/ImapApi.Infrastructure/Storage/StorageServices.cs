using ImapApi.Application.Accounts;
using ImapApi.Application.Health;
using ImapApi.Application.Logs;
using ImapApi.Application.Settings;
using ImapApi.Application.Tools;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Sync;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Security;
using ImapApi.Infrastructure.Storage.Logs;
using ImapApi.Infrastructure.Storage.Redis;
using ImapApi.Infrastructure.Storage.Repositories;
using ImapApi.Infrastructure.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Storage;

internal static class StorageServices
{
    /// <summary>The store, what opens it, and the repositories on top. Needs <c>AddSecurity</c>.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DbsOptions>().Bind(configuration.GetSection(DbsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<StoreOptions>().Bind(configuration.GetSection(StoreOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);

        services.AddSingleton<DataDirectory>();
        services.AddSingleton(provider => new Partitions(provider.GetRequiredService<IOptions<StoreOptions>>().Value.Partitions));
        services.AddSingleton(CreateDriver);
        services.AddSingleton<IStore>(provider => provider.GetRequiredService<IStoreDriver>());
        services.AddSingleton<StoreOpening>();
        services.AddSingleton<IStoreForTools>(provider => provider.GetRequiredService<StoreOpening>());
        services.AddSingleton<StoreSupervisor>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<StoreSupervisor>());
        services.AddSingleton<IReadiness, StoreReadiness>();

        services.AddSingleton<AccountCodec>();
        services.AddSingleton<AccountChanges>();
        services.AddSingleton<IAccountStore, AccountRepository>();
        services.AddSingleton<ISecretDocuments, AccountSecrets>();
        services.AddSingleton<ISecretDocuments, SettingsSecrets>();
        services.AddSingleton<IOwnership, OwnershipRepository>();
        services.AddSingleton<IMailboxNumbers, MailboxNumberRepository>();
        services.AddSingleton<IAccountJournals, AccountJournals>();
        services.AddSingleton<WebhookCodec>();
        services.AddSingleton<SettingsCodec>();
        services.AddSingleton<SettingsFeed>();
        services.AddSingleton<ISettingsFeed>(provider => provider.GetRequiredService<SettingsFeed>());
        services.AddSingleton<SettingsRepository>();
        services.AddSingleton<ISettingsStore>(provider => provider.GetRequiredService<SettingsRepository>());
        services.AddHostedService<SettingsPoll>();
        services.AddHostedService<TokenPoll>();
        services.AddHostedService(provider => provider.GetRequiredService<SecretRotation>());

        services.AddSingleton(CreateLogArchive);
        services.AddSingleton<ProtocolLogs>();
        services.AddSingleton<IProtocolLogs>(provider => provider.GetRequiredService<ProtocolLogs>());
        services.AddSingleton<IProtocolLogSink>(provider => provider.GetRequiredService<ProtocolLogs>());
        services.AddSingleton<IAccountRemains>(provider => provider.GetRequiredService<ProtocolLogs>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<ProtocolLogs>());
        return services;
    }

    private static IStoreDriver CreateDriver(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DbsOptions>>().Value.Redis is { Length: > 0 } redis
            ? new RedisStore(redis, provider.GetRequiredService<ILogger<RedisStore>>())
            : new SqliteStore(provider.GetRequiredService<DataDirectory>()["imapapi.db"]);

    private static IProtocolLogArchive CreateLogArchive(IServiceProvider provider) => provider.GetRequiredService<IStoreDriver>() is SqliteStore
        ? ActivatorUtilities.CreateInstance<FileProtocolLogArchive>(provider)
        : ActivatorUtilities.CreateInstance<StoreProtocolLogArchive>(provider);
}
