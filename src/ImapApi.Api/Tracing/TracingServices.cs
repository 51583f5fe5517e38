namespace ImapApi.Api.Tracing;

internal static class TracingServices
{
    public static IServiceCollection AddTraceExport(this IServiceCollection services)
    {
        services.AddOptions<TracingOptions>().BindConfiguration(TracingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddHostedService<TraceExport>();
    }
}
