using ImapApi.Application.Autoconfig;
using ImapApi.Infrastructure.Network;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Infrastructure.Autoconfig;

internal static class AutoconfigServices
{
    /// <summary>Who is asked how a domain's mail is reached. Needs <c>AddWebhooks</c>: like its targets, the hosts here are named over the API.</summary>
    public static IServiceCollection AddAutoconfig(this IServiceCollection services)
    {
        services.AddOptions<AutoconfigOptions>().BindConfiguration(AutoconfigOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IMailServiceRecords, DnsMailServiceRecords>();
        services.AddSingleton<IPublishedSettings>(provider => ActivatorUtilities.CreateInstance<HttpPublishedSettings>(
            provider, new HttpMessageInvoker(GuardedHttp.Handler(provider.GetRequiredService<WebhookPolicy>().Policy, WebhookPolicy.Key))));
        return services;
    }
}
