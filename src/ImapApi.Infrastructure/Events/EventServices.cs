using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Infrastructure.Events;

internal static class EventServices
{
    /// <summary>The event log. Needs <c>AddStorage</c>, and an <see cref="Application.Events.IEventData"/>.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddOptions<EventOptions>().BindConfiguration(EventOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<EventHub>();
        services.AddSingleton<EventLog>();
        return services;
    }
}
