using ImapApi.Infrastructure.MailServers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.AuthServer;

internal static class AuthServerServices
{
    public static IServiceCollection AddAuthServer(this IServiceCollection services)
    {
        services.AddOptions<AuthServerOptions>().BindConfiguration(AuthServerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new AuthServerClient(
            new HttpMessageInvoker(Handler()), provider.GetRequiredService<IOptions<AuthServerOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SharedQuestions>();
        services.AddSingleton<ICredentialsSource, AuthServerCredentials>();
        services.AddHostedService<AuthServerWatch>();
        return services;
    }

    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 16,
    };
}
