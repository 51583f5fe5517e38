using ImapApi.Application.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Infrastructure.Html;

internal static class HtmlServices
{
    public static IServiceCollection AddHtml(this IServiceCollection services) => services.AddSingleton<IHtmlCleaner, HtmlCleaner>();
}
