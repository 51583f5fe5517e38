namespace ImapApi.Api.Http;

/// <summary>A refusal that is an ordinary answer of an endpoint, not an exception.</summary>
internal sealed class Refused(ApiError error) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => ProblemWriter.WriteAsync(httpContext, error);
}
