using System.Globalization;
using ImapApi.Application.Statistics;

namespace ImapApi.Api.Http;

/// <summary>
/// Says in the header <c>Server-Timing</c> what an answer has cost at the mail server until its first byte: time, round trips (answers waited for), bytes of both
/// directions. What was answered from memory costs nothing, and says so.
/// </summary>
internal sealed class ServerTiming(ICallCosts costs) : IEndpointFilter
{
    public const string Header = "Server-Timing";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var cost = costs.Begin();
        var response = context.HttpContext.Response;
        response.OnStarting(() =>
        {
            var (time, roundTrips, bytes) = cost.Read();
            response.Headers[Header] = string.Create(CultureInfo.InvariantCulture, $"imap;dur={time.TotalMilliseconds:0.###}, roundtrips;desc={roundTrips}, bytes;desc={bytes}");
            return Task.CompletedTask;
        });
        return next(context);
    }
}
