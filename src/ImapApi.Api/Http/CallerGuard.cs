using System.Net;
using ImapApi.Api.Auth;
using ImapApi.Api.Cluster;
using ImapApi.Api.Hosting;
using Microsoft.Extensions.Options;

namespace ImapApi.Api.Http;

/// <summary>
/// While the API is open to everybody on this machine, it must stay closed to everybody else: to callers behind a proxy (401), to web pages that reach it
/// through a name of theirs (DNS rebinding, 421), and to forms and scripts of other sites, which cannot send JSON without being asked first (415).
/// Once callers are asked for tokens, a proxy may stand in front, and the Host header is any unless <c>api.allowedHosts</c> names some. Another node of the
/// cluster has checked its caller and calls this one by its address.
/// </summary>
internal sealed class CallerGuard(RequestDelegate next, OpenDoor door, NodeKey nodes, IOptions<ApiOptions> options)
{
    private readonly string[] _allowedHosts = [.. options.Value.AllowedHosts];
    private readonly long _maxBodyBytes = options.Value.MaxBodyBytes;

    public Task InvokeAsync(HttpContext http) => Refusal(http.Request) is { } refusal ? ProblemWriter.WriteAsync(http, refusal) : next(http);

    private ApiError? Refusal(HttpRequest request)
    {
        var isNode = nodes.IsSentWith(request);
        var isOpen = door.IsOpen && !isNode;
        if ((isOpen || _allowedHosts.Length > 0) && !isNode && !IsOurs(request.Host))
            return new ApiError(StatusCodes.Status421MisdirectedRequest, "MisdirectedRequest", "The Host header is not a loopback name, nor one of api.allowedHosts.");
        if (isOpen && CameThroughProxy(request.Headers))
            return new ApiError(StatusCodes.Status401Unauthorized, "Unauthorized", "The request came through a proxy, and this server asks nobody for a token: call it directly from its own machine, or set auth.required = true.");
        if (request.ContentLength > _maxBodyBytes)
            return ErrorStatus.Of(StatusCodes.Status413PayloadTooLarge);
        var hasBody = request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;
        if ((hasBody || HttpMethods.IsPost(request.Method)) && !IsJson(request.ContentType))
            return new ApiError(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "The body must be JSON: send the header Content-Type: application/json, also with an empty POST.");
        return null;
    }

    private bool IsOurs(HostString host)
    {
        var name = host.Host;
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name == "127.0.0.1")
            return true;
        return (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address)) || _allowedHosts.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private static bool CameThroughProxy(IHeaderDictionary headers)
    {
        foreach (var (name, _) in headers)
        {
            if (IsOfProxy(name))
                return true;
        }

        return false;
    }

    /// <summary>A header by which a proxy says for whom it asks.</summary>
    public static bool IsOfProxy(string header) =>
        header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || header.Equals("Via", StringComparison.OrdinalIgnoreCase)
        || header.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase);

    private static bool IsJson(string? contentType)
    {
        var type = contentType.AsSpan();
        var end = type.IndexOf(';');
        return (end < 0 ? type : type[..end]).Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }
}
