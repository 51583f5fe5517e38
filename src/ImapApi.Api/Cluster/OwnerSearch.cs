using ImapApi.Api.Http;
using ImapApi.Application.Cluster;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Cluster;

/// <summary>
/// Finds the node that serves an account and passes the request on to it, again and again while that does no harm: a request is sent anew when nothing was
/// done for it, or when it only reads and its answer has not begun.
/// </summary>
internal sealed partial class OwnerSearch(IAccountLocator locator, OwnerClient owners, ForwardingMetrics metrics, TimeProvider time, ILogger<OwnerSearch> logger)
{
    /// <summary>The owner has a deadline of its own, the caller's: its answer of that must arrive.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ShortestTime = TimeSpan.FromSeconds(1);

    /// <param name="here">Answers the request in this process.</param>
    public async Task RunAsync(HttpContext http, AccountId account, RequestDelegate here)
    {
        var deadline = http.Features.Get<RequestDeadline>() ?? throw new InvalidOperationException("A request has a deadline.");
        try
        {
            await RunAsync(http, account, here, deadline);
        }
        catch (OperationCanceledException) when (deadline is { HasPassed: true, IsStopping: false } && !http.Response.HasStarted)
        {
            await RefuseAsync(http, account, ErrorStatus.OwnerUnreachable, ForwardingMetrics.Unreachable);
        }
    }

    private async Task RunAsync(HttpContext http, AccountId account, RequestDelegate here, RequestDeadline deadline)
    {
        var begun = time.GetTimestamp();
        var wait = http.GetEndpoint()?.Metadata.GetMetadata<WaitingEndpoint>()?.WaitOf(http.Request.Query) ?? TimeSpan.Zero;
        if (wait > TimeSpan.Zero)
            deadline.Extend(wait);
        var body = await ForwardedBody.TakeAsync(http);
        for (var pause = TimeSpan.Zero; ; pause = Longer(pause))
        {
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, http.RequestAborted);
            Uri? owner;
            try
            {
                owner = await locator.LocateAsync(account, http.RequestAborted);
            }
            catch (NotFoundException)
            {
                // The endpoint says so itself.
                await RunHereAsync(http, body, here);
                return;
            }
            catch (ImapApiException exception) when (exception.Code == ErrorStatus.OwnerUnreachable.Code)
            {
                // It is about to be found dead, and another will serve the account.
                continue;
            }

            if (owner is null)
            {
                if (locator.TryEnter(account) is not { } served)
                    continue;
                using (served)
                    await RunHereAsync(http, body, here);
                return;
            }

            var left = deadline.Delay + wait - time.GetElapsedTime(begun);
            deadline.Allow((wait > TimeSpan.Zero ? deadline.Delay + wait : Max(left, ShortestTime)) + Grace);
            var outcome = await owners.SendAsync(http, owner, body, pause > TimeSpan.Zero && wait == TimeSpan.Zero ? Max(left, ShortestTime) : null);
            if (await IsSettledAsync(http, account, owner, outcome, body, deadline))
                return;
            deadline.Allow(Max(deadline.Delay + wait - time.GetElapsedTime(begun), TimeSpan.Zero));
        }
    }

    /// <returns>False: it can be tried again.</returns>
    private async Task<bool> IsSettledAsync(HttpContext http, AccountId account, Uri owner, ForwardOutcome outcome, ForwardedBody body, RequestDeadline deadline)
    {
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        // What an owner has not asked the body of, it has not begun.
        var mayBeDone = !reads && !(body.IsAskedFor && !body.IsSpent);
        switch (outcome)
        {
            case ForwardOutcome.Answered:
                metrics.Count(ForwardingMetrics.Answered);
                return true;
            case ForwardOutcome.CutOff:
                metrics.Count(ForwardingMetrics.CutOff);
                LogCutOff(account.Value, owner);
                http.Abort();
                return true;
            case ForwardOutcome.CallerGone:
                metrics.Count(ForwardingMetrics.Other);
                http.Abort();
                return true;
            case ForwardOutcome.BodyFailed:
                await RefuseAsync(http, account, ErrorStatus.Of(http.Response.StatusCode), ForwardingMetrics.Other);
                return true;
            case ForwardOutcome.Ended when deadline.CallerIsGone:
                metrics.Count(ForwardingMetrics.Other);
                throw new OperationCanceledException("The caller has gone away.", http.RequestAborted);
            case ForwardOutcome.NoAnswer or ForwardOutcome.Ended when mayBeDone:
                LogLost(account.Value, owner);
                await RefuseAsync(http, account, ErrorStatus.OwnerLost, ForwardingMetrics.Lost);
                return true;
            case ForwardOutcome.Ended:
                throw new OperationCanceledException("No owner answered in time.", http.RequestAborted);
            default:
                LogAgain(account.Value, owner, outcome);
                http.Response.Clear();
                SecurityHeaders.Set(http.Response.Headers);
                if (!body.IsSpent)
                    return false;
                await RefuseAsync(http, account, ErrorStatus.OwnerUnreachable, ForwardingMetrics.Unreachable);
                return true;
        }
    }

    private static Task RunHereAsync(HttpContext http, ForwardedBody body, RequestDelegate here)
    {
        body.GiveBack();
        return here(http);
    }

    private Task RefuseAsync(HttpContext http, AccountId account, ApiError error, string outcome)
    {
        metrics.Count(outcome);
        if (outcome == ForwardingMetrics.Unreachable)
            LogUnreachable(account.Value);
        http.Response.Clear();
        return ProblemWriter.WriteAsync(http, error);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause == TimeSpan.Zero ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    [LoggerMessage(LogLevel.Debug, "account {Account}: {Owner} did not answer ({Outcome}); looking for the owner anew")]
    private partial void LogAgain(string account, Uri owner, ForwardOutcome outcome);

    [LoggerMessage(LogLevel.Warning, "account {Account}: no node that serves it was reached in time")]
    private partial void LogUnreachable(string account);

    [LoggerMessage(LogLevel.Warning, "account {Account}: {Owner} had a request and did not answer; whether it was done is not known")]
    private partial void LogLost(string account, Uri owner);

    [LoggerMessage(LogLevel.Warning, "account {Account}: an answer of {Owner} was cut off")]
    private partial void LogCutOff(string account, Uri owner);
}
