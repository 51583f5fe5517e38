using ImapApi.Application.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Infrastructure.Smtp;

internal static class SmtpServices
{
    public static IServiceCollection AddSmtp(this IServiceCollection services) => services
        .AddSingleton<SmtpConnector>()
        .AddSingleton<SmtpPool>()
        .AddSingleton<IMailTransport, SmtpTransport>()
        .AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateDataAnnotations().ValidateOnStart().Services;
}
