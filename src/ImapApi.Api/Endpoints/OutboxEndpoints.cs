using ImapApi.Api.Auth;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Submissions;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using ImapApi.Domain.Submissions;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

/// <summary>The messages that wait to be sent, and what became of the others.</summary>
internal static class OutboxEndpoints
{
    private const string Tag = "Sending";

    private static readonly QueryParameter<AccountId> Account = Query.Account("account", "Only this account's messages; without it those of all accounts.");
    private static readonly QueryParameter<OutboxState> State = Query.Word("state", "Only messages in this state.", OutboxStateWords.All);

    public static void MapOutbox(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/outbox", ListOutbox).For(Access.Filtered).Fails()
            .Describe("ListOutbox", Tag, "Lists the messages of the outbox and what became of them, the newest first.", "Records of ended messages are kept for outbox.days, and of each account outbox.perAccount.")
            .Takes(Account, State, CommonQuery.Page, CommonQuery.PageSize);
        v1.MapGet("/outbox/{queueId}", GetOutboxEntry).For(Access.Filtered).Fails(404)
            .Describe("GetOutboxEntry", Tag, "Shows a message of the outbox, with what was said to the submission server.");
        v1.MapDelete("/outbox/{queueId}", CancelSubmission).For(Access.Filtered).Fails(404, 409)
            .Describe("CancelSubmission", Tag, "Takes back a message that waits.", "Its record stays, in the state cancelled; cancelling again changes nothing. 409 Conflict: it is being sent, was sent, or is not going to be.");
    }

    private static async Task<Ok<OutboxListResponse>> ListOutbox(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var query = new ListOutbox(input.ReadPage(), input.Narrowed(Account), input.TryGet(State, out var state) ? state : null);
        return TypedResults.Ok(OutboxListResponse.From(await input.SendAsync(mediator, query)));
    }

    private static async Task<Ok<OutboxEntryResponse>> GetOutboxEntry(HttpContext http, IMediator mediator, string queueId)
    {
        var input = RequestInput.Of(http);
        return TypedResults.Ok(OutboxEntryResponse.From(await input.SendAsync(mediator, new GetOutboxEntry(ReadId(input, queueId)) { Only = Caller.Of(http).Only })));
    }

    private static async Task<Ok<SubmissionCancelledResponse>> CancelSubmission(HttpContext http, IMediator mediator, string queueId)
    {
        var input = RequestInput.Of(http);
        return TypedResults.Ok(SubmissionCancelledResponse.From(await input.SendAsync(mediator, new CancelSubmission(ReadId(input, queueId)) { Only = Caller.Of(http).Only })));
    }

    private static QueueId ReadId(RequestInput input, string text)
    {
        if (!QueueId.TryParse(text, out var id))
            input.Refuse("queueId", "is not an id that this API gives out.");
        return id;
    }
}
