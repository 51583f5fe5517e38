using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ImapApi.Client;

public partial class ImapApiClient
{
    private const int GapStatus = 410;
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromSeconds(2);

    public async IAsyncEnumerable<FollowedEvent> FollowEventsAsync(string? account = null, string? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await using var events = ReadEventsAsync(account, after, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await MovesAsync(events))
            {
                after = events.Current.Position;
                if (events.Current.Event is { } told)
                    yield return new FollowedEvent(after, told);
            }

            await Task.Delay(ReconnectPause, cancellationToken);
        }
    }

    private static async Task<bool> MovesAsync(IAsyncEnumerator<(string Position, EventResponse? Event)> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception interruption) when (interruption is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async IAsyncEnumerable<(string Position, EventResponse? Event)> ReadEventsAsync(string? account, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await StreamEventsAsync(account, after, cancellationToken);
        await foreach (var item in SseParser.Create(answer.Stream).EnumerateAsync(cancellationToken))
        {
            if (item.EventType == "gap")
                throw new ImapApiException("Events after this position were removed: read the mailboxes anew.", GapStatus, item.Data, answer.Headers, null);
            yield return (item.EventId ?? after ?? "", item.Data.Length == 0 ? null : JsonSerializer.Deserialize<EventResponse>(item.Data, JsonSerializerSettings));
        }
    }
}
