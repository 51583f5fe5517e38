using ImapApi.Application.Tokens;
using ImapApi.Application.Tools;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Infrastructure.Security;

internal static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SecurityOptions>().Bind(configuration.GetSection(SecurityOptions.Section))
            .Validate(security => security.Key.Length == 0 || SecretKeys.Parse(security.Key, "security.key") is not null).ValidateOnStart();
        services.AddSingleton<SecretKeys>().AddSingleton<SecretProtector>();
        services.AddSingleton<SecretRotation>().AddSingleton<ISecretRotation>(provider => provider.GetRequiredService<SecretRotation>());
        services.AddSingleton<TokenSnapshot>().AddSingleton<ITokenCheck>(provider => provider.GetRequiredService<TokenSnapshot>());
        return services.AddSingleton<TokenRepository>().AddSingleton<ITokenStore>(provider => provider.GetRequiredService<TokenRepository>());
    }
}
