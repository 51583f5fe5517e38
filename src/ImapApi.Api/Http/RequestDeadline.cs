using ImapApi.Api.Hosting;

namespace ImapApi.Api.Http;

/// <summary>
/// How long a caller waits: until the first byte (10 s, or what the header <c>X-Timeout</c> says), and in a stream from one byte to the next. It takes the
/// place of the request's token, so that whatever runs for the request ends with it; and with the process, before that is killed.
/// </summary>
internal sealed class RequestDeadline : IDisposable
{
    public const string Header = "X-Timeout";

    public static readonly TimeSpan Default = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    /// <summary>The longest silence in a stream.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _gone;
    private readonly CancellationToken _aborted;
    private readonly CancellationTokenRegistration _stopped;
    private readonly Stopping _stopping;
    private readonly TimeSpan _delay;
    private CancellationTokenRegistration _stoppedWaiting;

    private RequestDeadline(HttpContext http, TimeSpan delay, TimeProvider time, Stopping stopping)
    {
        _stopping = stopping;
        _delay = delay;
        _source = new CancellationTokenSource(delay, time);
        _aborted = http.RequestAborted;
        _gone = Ends(_aborted);
        _stopped = Ends(stopping.Working);
        http.RequestAborted = _source.Token;
        http.Features.Set(this);
    }

    public bool CallerIsGone => _aborted.IsCancellationRequested;

    public bool HasPassed => _source.IsCancellationRequested && !CallerIsGone;

    /// <summary>The request lasts as long as the caller wants, which says nothing of how fast it is answered.</summary>
    public bool CallerWaits { get; private set; }

    /// <summary>How long the caller waits for the first byte, unless it asked to wait for something to happen.</summary>
    public TimeSpan Delay => _delay;

    /// <summary>It ended, or will in a moment, because the process does.</summary>
    public bool IsStopping => _stopping.Waiting.IsCancellationRequested;

    /// <exception cref="OperationCanceledException">The process ends: what waited has ended before its time.</exception>
    public void ThrowIfStopping() => _stopping.Waiting.ThrowIfCancellationRequested();

    public static RequestDeadline Begin(HttpContext http, TimeProvider time, Stopping stopping) =>
        new(http, TryRead(http.Request, out var delay) ? delay : Default, time, stopping);

    /// <summary>False when the header is there and is not a number of milliseconds from 1 to two hours.</summary>
    public static bool TryRead(HttpRequest request, out TimeSpan delay)
    {
        delay = Default;
        if (!request.Headers.TryGetValue(Header, out var values))
            return true;
        if (!int.TryParse(values.ToString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds < 1 || milliseconds > Longest.TotalMilliseconds)
            return false;
        delay = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    /// <summary>Something moved in a stream: the next byte may take this long again.</summary>
    public void Renew() => _source.CancelAfter(Silence);

    /// <summary>The first byte may take this long from now on.</summary>
    public void Allow(TimeSpan time) => _source.CancelAfter(time);

    /// <summary>The caller asked to wait for something to happen: that long more, or <see cref="Timeout.InfiniteTimeSpan"/>, until it goes away.</summary>
    public void Extend(TimeSpan wait)
    {
        CallerWaits = true;
        _stoppedWaiting = Ends(_stopping.Waiting);
        _source.CancelAfter(wait == Timeout.InfiniteTimeSpan ? wait : _delay + wait);
    }

    public void Dispose()
    {
        _gone.Dispose();
        _stopped.Dispose();
        _stoppedWaiting.Dispose();
        _source.Dispose();
    }

    private CancellationTokenRegistration Ends(CancellationToken token) => token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
}
