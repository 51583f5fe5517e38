using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using ImapApi.TestKit;

namespace ImapApi.UnitTests.Api.Cluster;

/// <summary>A node that reads the head of a request, says a part of an answer or nothing, and is gone.</summary>
internal sealed class BrokenNode : IAsyncDisposable
{
    private readonly string? _answer;
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LoopbackListener _listener;
    private readonly ConcurrentBag<Task> _served = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <param name="answer">Null: it holds the connection and says nothing.</param>
    /// <param name="holds">It is gone only when it is told to.</param>
    public BrokenNode(string? answer, bool holds = false)
    {
        if (!holds)
            Break();
        _answer = answer;
        _listener = new LoopbackListener(client => _served.Add(ServeAsync(client)));
        _listener.Start();
    }

    public Uri Address => new($"http://127.0.0.1:{_listener.Port}");

    /// <summary>The heads that it has read.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Pulse Asked { get; } = new();

    public void Break() => _broken.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _listener.DisposeAsync();
        await Task.WhenAll(_served);
        _stopping.Dispose();
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = new StringBuilder();
                var buffer = new byte[4096];
                while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    var read = await stream.ReadAsync(buffer, _stopping.Token);
                    if (read == 0)
                        return;
                    head.Append(Encoding.ASCII.GetString(buffer, 0, read));
                }

                Requests.Enqueue(head.ToString());
                Asked.Beat();
                if (_answer is null)
                    await Task.Delay(Timeout.Infinite, _stopping.Token);
                else
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer), _stopping.Token);
                await _broken.Task.WaitAsync(_stopping.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The test is over.
            }
        }
    }
}
