using System.Text.Json;
using ImapApi.Bench.Servers;

namespace ImapApi.Bench.Soak;

/// <summary>Takes note of the webhooks, and keeps none of them.</summary>
internal static class WebhookReader
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(WebhookSink sink, Tally tally, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            while (sink.Received.TryDequeue(out var received))
            {
                using var told = JsonDocument.Parse(received.Body);
                tally.NotePosted(told.RootElement);
            }

            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
