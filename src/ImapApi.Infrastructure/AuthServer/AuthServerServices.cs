using ImapApi.Infrastructure.MailServers;
using ImapApi.Infrastructure.Network;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.AuthServer;

internal static class AuthServerServices
{
    public static IServiceCollection AddAuthServer(this IServiceCollection services)
    {
        services.AddOptions<AuthServerOptions>().BindConfiguration(AuthServerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new AuthServerClient(
            new HttpMessageInvoker(GuardedHttp.Handler(provider.GetRequiredService<WebhookPolicy>().Policy, WebhookPolicy.Key)), provider.GetRequiredService<IOptions<AuthServerOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SharedQuestions>();
        services.AddSingleton<ICredentialsSource, AuthServerCredentials>();
        services.AddHostedService<AuthServerWatch>();
        return services;
    }
}
