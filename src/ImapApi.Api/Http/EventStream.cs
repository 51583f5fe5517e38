using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using ImapApi.Api.Contracts.Events;
using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Domain.Changes;

namespace ImapApi.Api.Http;

/// <summary>
/// Events as Server-Sent Events (HTML Living Standard §9.2), taken only as fast as the caller reads them. The first block has an id and no data: it tells a
/// client from where it goes on, should the connection break before the first event.
/// </summary>
internal sealed class EventStream(IAsyncEnumerable<FollowedEvent> events, TimeProvider time) : IResult
{
    public const string ContentType = "text/event-stream";

    /// <summary>How long the caller hears nothing at most; also how a caller that has gone away is noticed.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private const int MaxUnflushed = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var deadline = httpContext.Features.Get<RequestDeadline>();
        deadline?.Extend(Timeout.InfiniteTimeSpan);
        var (response, gone) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-cache, no-transform";
        // Proxies that collect an answer before they pass it on are told not to.
        response.Headers["X-Accel-Buffering"] = "no";
        var output = response.BodyWriter;
        output.Write("retry: 2000\n"u8);

        await using var source = events.GetAsyncEnumerator(gone);
        var next = source.MoveNextAsync().AsTask();
        try
        {
            while (await IsThereAsync(next, output, gone))
            {
                Write(output, source.Current);
                next = source.MoveNextAsync().AsTask();
                if (output.UnflushedBytes > MaxUnflushed)
                    await output.FlushAsync(gone);
            }
        }
        catch (OperationCanceledException) when (deadline is { IsStopping: true, CallerIsGone: false })
        {
            // A stream has no whole that it could be a part of: it ends well, and is followed elsewhere or later.
        }
        finally
        {
            // An enumerator must not be disposed of while it moves; it stops by the same token.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for the next event; when that takes a while, what is written goes out first, and then a heartbeat now and again.</summary>
    private async Task<bool> IsThereAsync(Task<bool> next, PipeWriter output, CancellationToken gone)
    {
        if (!next.IsCompleted && output.UnflushedBytes > 0)
            await output.FlushAsync(gone);
        while (true)
        {
            try
            {
                return await next.WaitAsync(Heartbeat, time, gone);
            }
            catch (TimeoutException) when (!next.IsCompleted)
            {
                output.Write(": \n\n"u8);
                await output.FlushAsync(gone);
            }
        }
    }

    private static void Write(PipeWriter output, FollowedEvent told)
    {
        output.Write("id: "u8);
        Encoding.ASCII.GetBytes(told.Position, output);
        switch (told)
        {
            case FollowedEvent.Gap:
                output.Write("\nevent: gap\ndata: {\"code\":\""u8);
                Encoding.ASCII.GetBytes(EventsExpiredException.ErrorCode, output);
                output.Write("\"}"u8);
                break;
            case FollowedEvent.Happened(var happened, _):
                output.Write("\nevent: "u8);
                Encoding.ASCII.GetBytes(happened.Type.Name(), output);
                output.Write("\ndata: "u8);
                EventJson.Write(output, happened);
                break;
            default:
                break;
        }

        output.Write("\n\n"u8);
    }
}
