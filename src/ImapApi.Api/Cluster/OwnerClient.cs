using ImapApi.Api.Http;
using Yarp.ReverseProxy.Forwarder;

namespace ImapApi.Api.Cluster;

/// <summary>Sends a caller's request to another node and the answer back, both as they come, and says how that ended.</summary>
internal sealed class OwnerClient : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The deadline ends a request, not the forwarder.</summary>
    private static readonly ForwarderRequestConfig Config = new()
    {
        Version = System.Net.HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = TimeSpan.FromDays(1),
    };

    private readonly IHttpForwarder _forwarder;
    private readonly NodeKey _key;
    private readonly HttpMessageInvoker _http;

    public OwnerClient(IHttpForwarder forwarder, NodeKey key)
    {
        _forwarder = forwarder;
        _key = key;
        _http = new HttpMessageInvoker(new SentOnce(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            // The trace goes on as the caller's request carries it.
            ActivityHeadersPropagator = null,
            ConnectTimeout = ConnectTimeout,
            // A node asks for a body when it reads it, and until then has done nothing: so there is no need to guess that it may have.
            Expect100ContinueTimeout = RequestDeadline.Longest,
        }));
    }

    public async Task<ForwardOutcome> SendAsync(HttpContext http, Uri owner, ForwardedBody body, TimeSpan? left)
    {
        var transformer = new OwnerTransformer(_key.Value ?? throw new InvalidOperationException("There is another node, and no cluster.secret."), body, left);
        var caller = http.Response.Body;
        var deadline = http.Features.Get<RequestDeadline>();
        // Later, the end of our own making looks the same.
        var isLate = false;
        await using var ended = http.RequestAborted.UnsafeRegister(_ => isLate = deadline is { CallerIsGone: false }, state: null);
        body.Offer();
        if (deadline is not null)
            http.Response.Body = new WatchedStream(caller, deadline.Renew);
        try
        {
            var error = await _forwarder.SendAsync(http, owner.GetLeftPart(UriPartial.Authority), _http, Config, transformer);
            return OutcomeOf(error, http, transformer, isLate);
        }
        finally
        {
            http.Response.Body = caller;
            body.GiveBack();
        }
    }

    public void Dispose() => _http.Dispose();

    private static ForwardOutcome OutcomeOf(ForwarderError error, HttpContext http, OwnerTransformer transformer, bool isLate)
    {
        if (transformer.IsElsewhere)
            return ForwardOutcome.Elsewhere;
        if (http.Response.HasStarted)
        {
            return error switch
            {
                ForwarderError.ResponseBodyDestination => ForwardOutcome.CutOff,
                ForwarderError.ResponseBodyCanceled => isLate ? ForwardOutcome.CutOff : ForwardOutcome.CallerGone,
                ForwarderError.ResponseBodyClient => ForwardOutcome.CallerGone,
                _ => ForwardOutcome.Answered,
            };
        }

        return error switch
        {
            ForwarderError.None => ForwardOutcome.Answered,
            ForwarderError.Request when http.Features.Get<IForwarderErrorFeature>()?.Exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => ForwardOutcome.NotSent,
            // While it connects; nothing else has a time of its own.
            ForwarderError.RequestTimedOut => ForwardOutcome.NotSent,
            ForwarderError.RequestBodyClient => ForwardOutcome.BodyFailed,
            ForwarderError.ResponseBodyClient => ForwardOutcome.CallerGone,
            ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled => ForwardOutcome.Ended,
            _ => ForwardOutcome.NoAnswer,
        };
    }
}
