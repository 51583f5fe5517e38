using ImapApi.Application.Webhooks;
using ImapApi.Infrastructure.Network;
using ImapApi.Infrastructure.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImapApi.Infrastructure.Webhooks;

internal static class WebhookServices
{
    /// <summary>The delivery of events to webhook targets. Needs <c>AddEvents</c> and <c>AddStorage</c>.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WebhookPolicy>();
        services.AddSingleton<IWebhookPolicy>(provider => provider.GetRequiredService<WebhookPolicy>());
        services.AddSingleton<DeliveryRepository>();
        services.AddSingleton<WebhookSecretRepository>();
        services.AddSingleton<ISecretDocuments, WebhookSecretsRenewal>();
        services.AddSingleton<IWebhookSecretStore>(provider => provider.GetRequiredService<WebhookSecretRepository>());
        services.AddSingleton<IWebhookSecrets>(provider => provider.GetRequiredService<WebhookSecretRepository>());
        // The factory's own loggers would write whole URLs, whose paths and queries often are secrets.
        services.AddHttpClient(HttpWebhookSender.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => GuardedHttp.Handler(provider.GetRequiredService<WebhookPolicy>().Policy, WebhookPolicy.Key)).RemoveAllLoggers();
        services.AddSingleton<IWebhookSender, HttpWebhookSender>();
        services.AddSingleton<IWebhookTester, WebhookTester>();
        services.AddSingleton<WebhookDestinations>();
        services.AddSingleton<WebhookTargets>();
        services.AddSingleton<LaneServices>();
        services.AddSingleton<WebhookDispatcher>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<WebhookDispatcher>());
        services.AddSingleton<IWebhookDeliveries, WebhookDeliveries>();
        return services;
    }
}
