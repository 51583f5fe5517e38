using System.Diagnostics;
using System.Globalization;
using ImapApi.Api.Http;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace ImapApi.Api.Cluster;

/// <summary>A caller's request as it goes to the account's owner, and the owner's answer as it goes to the caller.</summary>
/// <param name="left">What is left of the time that the caller gives; null: all of it.</param>
internal sealed class OwnerTransformer(string nodeKey, ForwardedBody body, TimeSpan? left) : HttpTransformer
{
    /// <summary>On a refusal (421) of a node that is not the owner, and on nothing else.</summary>
    public const string Elsewhere = "X-ImapApi-Elsewhere";

    private const string TraceParent = "traceparent";

    /// <summary>The other node is not the owner.</summary>
    public bool IsElsewhere { get; private set; }

    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        // The path goes on as it came, byte for byte: decoded and encoded again it could be another account's.
        var target = AccountSegment.OriginForm(httpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "").ToString();
        proxyRequest.RequestUri = new Uri(destinationPrefix + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var headers = proxyRequest.Headers;
        headers.Host = null;
        foreach (var (name, _) in httpContext.Request.Headers)
        {
            if (CallerGuard.IsOfProxy(name))
                headers.Remove(name);
        }

        headers.Remove(NodeKey.Header);
        headers.TryAddWithoutValidation(NodeKey.Header, nodeKey);
        headers.Remove("Expect");
        headers.ExpectContinue = body.IsAskedFor ? true : null;
        if (left is { } time)
        {
            headers.Remove(RequestDeadline.Header);
            headers.TryAddWithoutValidation(RequestDeadline.Header, ((int)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        }

        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace })
        {
            headers.Remove(TraceParent);
            headers.TryAddWithoutValidation(TraceParent, trace);
        }
    }

    public override ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        IsElsewhere = proxyResponse is { StatusCode: System.Net.HttpStatusCode.MisdirectedRequest } && proxyResponse.Headers.Contains(Elsewhere);
        if (IsElsewhere || proxyResponse is null)
            return ValueTask.FromResult(false);
        // The owner has set its own, the same.
        httpContext.Response.Headers.Clear();
        return base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
    }
}
