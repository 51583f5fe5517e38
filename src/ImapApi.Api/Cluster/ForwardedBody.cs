using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace ImapApi.Api.Cluster;

/// <summary>
/// A caller's body, that may have to be sent more than once. A small one is read at once and kept. Any other is not touched before the owner wants it (the
/// request goes ahead with <c>Expect: 100-continue</c>, RFC 9110 §10.1.1): until then nothing of it is lost, and the owner has done nothing.
/// </summary>
internal sealed class ForwardedBody
{
    /// <summary>Above 1 KiB, which HttpClient sends also after a refusal, to keep the connection.</summary>
    private const int Small = 4096;

    private readonly HttpContext _http;
    private readonly Stream _original;
    private readonly byte[]? _kept;

    private ForwardedBody(HttpContext http, byte[]? kept)
    {
        _http = http;
        _original = http.Request.Body;
        _kept = kept;
        // An endpoint that reads no body would not ask for it, and may have acted.
        IsAskedFor = kept is null && HasBody(http) && http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not null;
    }

    /// <summary>It goes out only when the owner asks for it.</summary>
    public bool IsAskedFor { get; }

    /// <summary>Something of it is gone, and cannot be sent again.</summary>
    public bool IsSpent { get; private set; }

    public static async Task<ForwardedBody> TakeAsync(HttpContext http)
    {
        if (!HasBody(http) || http.Request.ContentLength is not (> 0 and <= Small))
            return new ForwardedBody(http, HasBody(http) ? null : []);
        var kept = new byte[http.Request.ContentLength.Value];
        await http.Request.Body.ReadExactlyAsync(kept, http.RequestAborted);
        return new ForwardedBody(http, kept);
    }

    /// <summary>Puts it, from its beginning, where it is read for the other node.</summary>
    public void Offer() => _http.Request.Body = _kept is null ? new WatchedStream(_original, () => IsSpent = true) : new MemoryStream(_kept, writable: false);

    /// <summary>Puts it where an endpoint of this node reads it.</summary>
    public void GiveBack() => _http.Request.Body = _kept is { Length: > 0 } ? new MemoryStream(_kept, writable: false) : _original;

    private static bool HasBody(HttpContext http) => http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
}
