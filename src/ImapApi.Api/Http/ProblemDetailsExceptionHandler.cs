using ImapApi.Api.Hosting;
using ImapApi.Application.Errors;

namespace ImapApi.Api.Http;

/// <summary>
/// The one place where a failure becomes an answer: exceptions, the deadline, and statuses that routing sets without a body. Not ASP.NET's own middleware,
/// which would take our deadline for a caller that has gone away.
/// </summary>
internal sealed partial class ProblemDetailsExceptionHandler(RequestDelegate next, TimeProvider time, Stopping stopping, ILogger<ProblemDetailsExceptionHandler> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext http)
    {
        using var deadline = RequestDeadline.Begin(http, time, stopping);
        try
        {
            await next(http);
            if (http.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null })
                await ProblemWriter.WriteAsync(http, ErrorStatus.Of(http.Response.StatusCode));
        }
        catch (Exception exception) when (deadline.CallerIsGone)
        {
            // Nobody reads the answer; only the metrics see the status.
            LogGone(exception.Message);
            if (!http.Response.HasStarted)
                http.Response.StatusCode = ClientClosedRequest;
            http.Abort();
        }
        catch (Exception exception)
        {
            await AnswerAsync(http, exception is OperationCanceledException && (deadline.HasPassed || deadline.IsStopping) ? Ended(deadline) : ErrorStatus.Of(exception), exception);
        }
    }

    private static ApiError Ended(RequestDeadline deadline) => deadline.IsStopping
        ? ErrorStatus.NotReady("The server is stopping: try again.")
        : new ApiError(StatusCodes.Status504GatewayTimeout, "Timeout", "The mail server did not answer in time. The X-Timeout header (milliseconds) allows more.", Retryable: true);

    private async Task AnswerAsync(HttpContext http, ApiError error, Exception exception)
    {
        if (http.Response.HasStarted)
        {
            // A clean end would pass the part for the whole.
            LogBroken(exception is ImapApiException ? null : exception, http.Request.Path, error.Message);
            http.Abort();
            return;
        }

        if (error.Status == StatusCodes.Status500InternalServerError)
            LogDefect(exception, http.Request.Method, http.Request.Path);
        http.Response.Clear();
        await ProblemWriter.WriteAsync(http, error);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void LogDefect(Exception exception, string method, PathString path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} was cut off in mid-stream: {Reason}")]
    private partial void LogBroken(Exception? exception, PathString path, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The caller has gone away: {Reason}")]
    private partial void LogGone(string reason);
}
