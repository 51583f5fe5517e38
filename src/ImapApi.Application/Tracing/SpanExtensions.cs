using System.Diagnostics;
using ImapApi.Application.Errors;

namespace ImapApi.Application.Tracing;

public static class SpanExtensions
{
    /// <summary>Marks the span as failed: by the error's code where it has one, else by the exception's type. Never by its message, which may hold what a server or a caller sent.</summary>
    public static void Fail(this Activity? span, Exception exception) =>
        span.Fail(exception is ImapApiException known ? known.Code : exception.GetType().Name);

    /// <param name="span">Null where nobody listens.</param>
    /// <param name="type">What went wrong, one of few words.</param>
    public static void Fail(this Activity? span, string type) => span?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error);
}
