using ImapApi.Infrastructure.Webhooks;

namespace ImapApi.TestKit.Fakes;

/// <summary>Notes what is posted, when and to whom, and answers as the test says.</summary>
internal sealed class FakeWebhookSender(TimeProvider time) : IWebhookSender
{
    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset At, string Url, string EventId)> _posts = [];

    public static WebhookAnswer Ok { get; } = Status(200);

    public Pulse Posted { get; } = new();

    /// <summary>By URL and event id; awaited, so that a test can hold an answer.</summary>
    public Func<string, string, Task<WebhookAnswer>> Answer { get; set; } = (_, _) => Task.FromResult(Ok);

    public IReadOnlyList<(DateTimeOffset At, string Url, string EventId)> Posts
    {
        get
        {
            lock (_lock)
                return [.. _posts];
        }
    }

    public static WebhookAnswer Status(int status, TimeSpan? retryAfter = null) => new(status, Error: null, Response: null, retryAfter, TimeSpan.Zero);

    public async Task<WebhookAnswer> SendAsync(WebhookDestination to, string webhookId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        lock (_lock)
            _posts.Add((time.GetUtcNow(), to.Url.Address, webhookId));
        Posted.Beat();
        return await Answer(to.Url.Address, webhookId).WaitAsync(cancellationToken);
    }
}
