using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Infrastructure.Smtp;

internal static class SmtpServices
{
    public static IServiceCollection AddSmtp(this IServiceCollection services) => services.AddSingleton<SmtpConnector>();
}
