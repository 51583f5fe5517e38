using ImapApi.Api.Auth;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Events;
using ImapApi.Api.Http;
using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using MediatR;

namespace ImapApi.Api.Endpoints;

internal static class EventEndpoints
{
    private const string Tag = "Events";
    private const string LastEventId = "Last-Event-ID";

    private static readonly QueryParameter<AccountId> Account = Query.Account("account", "Only this account's events; without it those of all accounts.");
    private static readonly QueryParameter<string> After = Query.Text("after", "The position to read on from: the next of an earlier answer. With account a sequence number, 0 or nothing for the oldest event kept; without it opaque.") with { Example = "16" };
    private static readonly QueryParameter<string> StreamAfter = Query.Text("after", "The position to begin after, as in the listing; without it the stream begins now. The header Last-Event-ID goes before it.");
    private static readonly QueryParameter<int> Limit = Query.Number("limit", ListEvents.DefaultLimit, $"At most so many events, 1 to {ListEvents.MaxLimit}.");
    private static readonly QueryParameter<int> Wait = Query.Number("wait", 0, $"Seconds to wait for an event when there is none yet, up to {ListEvents.MaxWait.TotalSeconds}. Does not count against X-Timeout.");

    public static void MapEvents(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/events", GetEvents).For(Access.Filtered).Produces<EventListResponse>().Fails(404, 410)
            .Describe("ListEvents", Tag, "Lists the events after a position.", "Of one account in the order of their numbers; between accounts about by date. Ask again with next for what comes after. 410 EventsExpired: the position is older than what is kept, or the server was set back to an earlier state.")
            .Takes(Account, After, Limit, Wait);
        v1.MapGet("/events/stream", StreamEvents).For(Access.Filtered).Streams(EventStream.ContentType).Fails(404)
            .Describe("StreamEvents", Tag, "Streams events as they happen, as Server-Sent Events.", "Each has the event's type as its event, the listing's JSON as its data and its position as its id; EventSource goes on where it was after a broken connection. An event gap with the data {\"code\":\"EventsExpired\"} says that events were removed before they could be told; what is kept follows. A comment comes every 15 seconds.")
            .Takes(Account, StreamAfter);
    }

    private static async Task<WrittenJson<EventPage>> GetEvents(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var wait = TimeSpan.FromSeconds(input.Get(Wait, 0));
        var query = new ListEvents(input.Narrowed(Account), input.TryGet(After, out var after) ? after : null, input.Get(Limit, ListEvents.DefaultLimit), wait);
        if (wait > TimeSpan.Zero && wait <= ListEvents.MaxWait)
            http.Features.Get<RequestDeadline>()?.Extend(wait);
        return new WrittenJson<EventPage>(await input.SendAsync(mediator, query), EventJson.Write);
    }

    private static async Task<EventStream> StreamEvents(HttpContext http, IMediator mediator, TimeProvider time)
    {
        var input = RequestInput.Of(http);
        var account = input.Narrowed(Account);
        var after = input.TryGet(StreamAfter, out var position) ? position : null;
        var last = http.Request.Headers[LastEventId].ToString();
        try
        {
            return new EventStream(await input.SendAsync(mediator, new FollowEvents(account, last.Length > 0 ? last : after)), time);
        }
        catch (ValidationFailedException refused) when (last.Length > 0)
        {
            throw new ValidationFailedException([.. refused.Fields.Select(field => field.Key == After.Name ? field with { Key = LastEventId } : field)]);
        }
    }
}
