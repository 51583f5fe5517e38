using ImapApi.Api.Auth;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Webhooks;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Security;
using ImapApi.Domain.Webhooks;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

/// <summary>How the delivery of webhooks goes.</summary>
internal static class DeliveryEndpoints
{
    private const string Tag = "Webhooks";

    private static readonly QueryParameter<DeliveryStatus> Status = Query.Word("status", "Only deliveries in this state.", DeliveryStatusWords.All);
    private static readonly QueryParameter<AccountId> Account = Query.Account("account", "Only this account's deliveries; without it those of all accounts.");
    private static readonly QueryParameter<AccountId> Owner = Query.Account("account", "The account whose own target is meant; without it that of the settings.");
    private static readonly QueryParameter<EventType> Event = Query.Word("event", "Only events of this type.", [.. Enum.GetValues<EventType>().Select(type => (type.Name(), type))]);

    public static void MapDeliveries(this IEndpointRouteBuilder v1)
    {
        var webhooks = v1.MapGroup("/webhooks").For(Access.Filtered);
        webhooks.MapGet("/deliveries", ListDeliveries).Fails()
            .Describe("ListDeliveries", Tag, "Lists what was posted to webhook targets, the newest event first.", "An event that was not tried yet is not listed. Records are kept for webhooks.deliveries.days, and of each account webhooks.deliveries.perAccount.")
            .Takes(CommonQuery.Page, CommonQuery.PageSize, Status, Account, Event);
        webhooks.MapPost("/deliveries/{delivery}/replay", ReplayDelivery).Fails(404, 409, 410)
            .Describe("ReplayDelivery", Tag, "Posts an event again, now, with the same eventId.", "To the target as it is set now, outside the order. That the target refuses it is an answer, not an error. 410 EventsExpired: the event is not in the log any more.");
        webhooks.MapGet("/target", GetWebhookTarget).Fails(404)
            .Describe("GetWebhookTarget", Tag, "Shows how the deliveries to a target go.").Takes(Owner);
        webhooks.MapPost("/resume", ResumeWebhooks).Accepts<ResumeWebhooksRequest>("application/json").Fails(404, 413)
            .Describe("ResumeWebhooks", Tag, "Delivers to a disabled target again.", "From the first event on that it did not get; what was removed from the log meanwhile is told as eventsLost. Setting the target's URL again does the same.");
    }

    private static async Task<Ok<DeliveryListResponse>> ListDeliveries(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var query = new ListDeliveries(
            input.ReadPage(), input.TryGet(Status, out var status) ? status : null, input.Narrowed(Account), input.TryGet(Event, out var type) ? type : null);
        return TypedResults.Ok(DeliveryListResponse.From(await input.SendAsync(mediator, query)));
    }

    private static async Task<Ok<DeliveryResponse>> ReplayDelivery(HttpContext http, IMediator mediator, string delivery)
    {
        var input = RequestInput.Of(http);
        if (!DeliveryId.TryParse(delivery, out var id))
            input.Refuse("delivery", "is not an id that this API gives out.");
        return TypedResults.Ok(DeliveryResponse.From(await input.SendAsync(mediator, new ReplayDelivery(id ?? new DeliveryId(AccountId.Parse("-"), IsOwn: false, 1)) { Only = Caller.Of(http).Only })));
    }

    private static async Task<Ok<WebhookTargetResponse>> GetWebhookTarget(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        return TypedResults.Ok(WebhookTargetResponse.From(await input.SendAsync(mediator, new GetWebhookTarget(input.Target(Owner)))));
    }

    private static async Task<Ok<WebhooksResumedResponse>> ResumeWebhooks(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var body = await input.BodyAsync(ApiJson.Web.ResumeWebhooksRequest);
        return TypedResults.Ok(new WebhooksResumedResponse((await input.SendAsync(mediator, new ResumeWebhooks(input.TargetOf(body.Account)))).Url.Address, Resumed: true));
    }
}
