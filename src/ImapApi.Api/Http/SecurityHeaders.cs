namespace ImapApi.Api.Http;

/// <summary>
/// What browsers are told with every answer: it is what its type says, nothing in it runs, no other site may embed it, no cache keeps it. An endpoint that
/// knows better says so after this.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        Set(http.Response.Headers);
        return next(http);
    }

    public static void Set(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }
}
