using System.Globalization;
using Prometheus;

namespace ImapApi.Api.Http;

/// <summary>Counts and times every call by method, status and route (never by path: that would be a series per account).</summary>
internal sealed class ApiCallMetrics(RequestDelegate next, CollectorRegistry registry, TimeProvider time)
{
    private static readonly string[] Labels = ["method", "statusCode", "route"];

    private readonly Counter _calls = Metrics.WithCustomRegistry(registry).CreateCounter("api_call", "HTTP requests.", Labels);
    private readonly Histogram _durations = Metrics.WithCustomRegistry(registry).CreateHistogram("api_call_duration_seconds", "Duration of HTTP requests.", ["method", "route"],
        new HistogramConfiguration { Buckets = [.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 60] });

    public async Task InvokeAsync(HttpContext http)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            var method = MethodOf(http.Request);
            var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            _calls.WithLabels(method, http.Response.StatusCode.ToString(CultureInfo.InvariantCulture), route).Inc();
            // How long somebody waited for an event to happen is no duration of ours.
            if (http.Features.Get<RequestDeadline>() is not { CallerWaits: true })
                _durations.WithLabels(method, route).Observe(time.GetElapsedTime(start).TotalSeconds);
        }
    }

    /// <summary>A caller may invent methods; each would be a series for ever.</summary>
    private static string MethodOf(HttpRequest request) =>
        request.Method is "GET" or "POST" or "PUT" or "DELETE" or "HEAD" or "OPTIONS" or "PATCH" ? request.Method : "other";
}
