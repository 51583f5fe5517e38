using ImapApi.Application.Events;
using ImapApi.Infrastructure.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ImapApi.Infrastructure.Events;

internal static class EventServices
{
    /// <summary>The event log, its reading and its bounds. Needs <c>AddStorage</c>, and an <see cref="Application.Events.IEventData"/>.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddOptions<EventOptions>().BindConfiguration(EventOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<Housekeeping>();
        services.AddSingleton<EventHub>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<FeedWatch>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<FeedWatch>());
        services.AddSingleton<IEventFeed, EventFeed>();
        services.AddHostedService<EventTrimmer>();
        return services;
    }
}
