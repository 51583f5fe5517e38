using ImapApi.Application.Tracing;
using MediatR;

namespace ImapApi.Application.Pipeline;

/// <summary>A span for every use case; without a listener, only the question whether there is one.</summary>
internal sealed class TracingBehavior<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Spans.Source.HasListeners() ? TracedAsync(next) : next();

    private static async Task<TResponse> TracedAsync(RequestHandlerDelegate<TResponse> next)
    {
        using var span = Spans.Source.StartActivity(typeof(TRequest).Name);
        try
        {
            return await next();
        }
        catch (Exception exception)
        {
            span.Fail(exception);
            throw;
        }
    }
}
