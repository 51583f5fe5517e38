using System.Text.Json;

namespace ImapApi.Bench.Soak;

/// <summary>Follows the events of all accounts; breaks off once a minute, without a word, and goes on from where it was.</summary>
internal sealed class StreamFollower(int port, Tally tally, LoadRecord record)
{
    public const string Opening = "event stream";

    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(1);

    private string? _position;

    /// <summary>Whether it has been told where the stream begins: nothing is missed from then on.</summary>
    public bool HasBegun => Volatile.Read(ref _position) is not null;

    public async Task RunAsync(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Timeout.InfiniteTimeSpan };
        while (!stop.IsCancellationRequested)
        {
            using var turn = CancellationTokenSource.CreateLinkedTokenSource(stop);
            turn.CancelAfter(Turn);
            try
            {
                await FollowAsync(http, turn.Token);
                record.Complain($"{Opening}: it ended");
            }
            catch (OperationCanceledException) when (turn.IsCancellationRequested)
            {
                // Time to begin anew, or the end.
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                record.Complain($"{Opening}: {broken.Message}");
            }
        }
    }

    private async Task FollowAsync(HttpClient http, CancellationToken end)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events/stream");
        if (_position is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", _position);
        var start = TimeProvider.System.GetTimestamp();
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end);
        record.Note(Opening, TimeProvider.System.GetTimestamp() - start);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(end));
        var (position, type, data) = (_position, "", "");
        while (await lines.ReadLineAsync(end) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                position = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                type = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0)
            {
                // Only what has come whole counts as having come.
                Take(type, data);
                Volatile.Write(ref _position, position);
                (type, data) = ("", "");
            }
        }
    }

    private void Take(string type, string data)
    {
        if (type == "gap")
            record.Complain($"{Opening}: a gap");
        else if (data.Length > 0)
            Note(data);
    }

    private void Note(string data)
    {
        using var told = JsonDocument.Parse(data);
        tally.NoteStreamed(told.RootElement);
    }
}
