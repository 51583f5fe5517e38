using System.Net;
using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Reads Server-Sent Events as a browser does (HTML Living Standard §9.2.6), and gives up when the next one takes too long.</summary>
public sealed class EventStreamReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventStreamReader(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    /// <summary>From where a reconnect goes on; null before the server has said.</summary>
    public string? LastEventId { get; private set; }

    /// <summary>Answers when the stream has begun and said where.</summary>
    /// <param name="query">With its question mark.</param>
    public static async Task<EventStreamReader> OpenAsync(ApiClient api, string query = "", string? lastEventId = null)
    {
        var response = await api.OpenAsync(HttpMethod.Get, "/v1/events/stream" + query, headers: headers =>
        {
            if (lastEventId is not null)
                headers.Add("Last-Event-ID", lastEventId);
        });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventStreamReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null when the server ended the stream.</summary>
    public async Task<StreamedEvent?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var (type, data) = ("message", "");
        try
        {
            while (await _lines.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                    LastEventId = line[4..];
                else if (line.StartsWith("event: ", StringComparison.Ordinal))
                    type = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                    data += line[6..];
                else if (line.Length == 0 && data.Length > 0)
                    return new StreamedEvent(LastEventId!, type, Parse(data));
                else if (line.Length == 0)
                    type = "message";
            }

            return null;
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"No event came within {Patience.TotalSeconds} s; the last was {LastEventId}.", late);
        }
    }

    /// <summary>Reads on until an event of this type.</summary>
    public async Task<StreamedEvent> UntilAsync(string type)
    {
        while (await ReadAsync() is { } next)
        {
            if (next.Type == type)
                return next;
        }

        throw new EndOfStreamException($"The stream ended before {type}.");
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    private static JsonElement Parse(string data)
    {
        using var document = JsonDocument.Parse(data);
        return document.RootElement.Clone();
    }
}
