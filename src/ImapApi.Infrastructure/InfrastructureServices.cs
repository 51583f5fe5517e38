using ImapApi.Infrastructure.AuthServer;
using ImapApi.Infrastructure.Autoconfig;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Html;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.Metrics;
using ImapApi.Infrastructure.Mime;
using ImapApi.Infrastructure.Outbox;
using ImapApi.Infrastructure.Security;
using ImapApi.Infrastructure.Smtp;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Submissions;
using ImapApi.Infrastructure.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Infrastructure;

public static class InfrastructureServices
{
    /// <summary>
    /// Registers every adapter. Each folder has its own <c>Add…</c>; this is their chain. Hosted services start in this order: the store opens before
    /// the silo starts, and the supervisor follows both.
    /// </summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration) => services
        .AddImapApiMetrics()
        .AddSecurity(configuration)
        .AddStorage(configuration)
        .AddEvents()
        .AddWebhooks()
        .AddMime()
        .AddHtml()
        .AddAuthServer()
        .AddAutoconfig()
        .AddSmtp()
        .AddSubmissions()
        .AddImap()
        .AddOutbox()
        .AddCluster(configuration);
}
