using ImapApi.Application.Errors;
using MediatR;
using Microsoft.Extensions.Logging;

namespace ImapApi.Application.Pipeline;

/// <summary>Says which use case failed and why; what succeeded is only told at debug level.</summary>
internal sealed partial class LoggingBehavior<TRequest, TResponse>(ILogger<TRequest> logger) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        try
        {
            var response = await next();
            LogDone(logger, typeof(TRequest).Name);
            return response;
        }
        catch (ImapApiException exception)
        {
            LogRefused(logger, typeof(TRequest).Name, exception.Code, exception.Message);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{UseCase} done")]
    private static partial void LogDone(ILogger logger, string useCase);

    [LoggerMessage(Level = LogLevel.Information, Message = "{UseCase} answered {Code}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string useCase, string code, string reason);
}
