using ImapApi.Application.Errors;
using MediatR;

namespace ImapApi.Application.Pipeline;

/// <summary>Times every use case and counts its outcome.</summary>
internal sealed class MetricsBehavior<TRequest, TResponse>(IUseCaseMetrics metrics, TimeProvider time) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var start = time.GetTimestamp();
        var outcome = "error";
        try
        {
            var response = await next();
            outcome = "ok";
            return response;
        }
        catch (ImapApiException exception)
        {
            outcome = exception.Code;
            throw;
        }
        finally
        {
            metrics.Record(typeof(TRequest).Name, outcome, time.GetElapsedTime(start));
        }
    }
}
