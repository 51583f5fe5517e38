using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Mailboxes;
using ImapApi.Application.Mailboxes;
using ImapApi.Domain.Mailboxes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

internal static class MailboxEndpoints
{
    private const string Tag = "Mailboxes";

    private static readonly QueryParameter<bool> Counters = Query.Flag("counters", "Add live counters: messages and unseen.") with { Default = false };
    private static readonly QueryParameter<MailboxPath> Path = Query.Mailbox("path", "The mailbox's path.") with { Example = "Archive/2019" };

    private static readonly QueryParameter<MailboxPath> QuotaPath = Query.Mailbox("path", "The mailbox's path, or its special use; INBOX when left out.") with { IsRequired = false };

    // A stand-in that no validator refuses: INBOX cannot be deleted.
    private static readonly MailboxPath NoPath = MailboxPath.Parse("-");

    public static void MapMailboxes(this IEndpointRouteBuilder account)
    {
        account.MapGet("/mailboxes", ListMailboxes).FailsAtMailServer()
            .Describe("ListMailboxes", Tag, "Lists the account's mailboxes.").Takes(Counters);
        account.MapPost("/mailbox", CreateMailbox).Accepts<CreateMailboxRequest>("application/json").FailsAtMailServer(413)
            .Describe("CreateMailbox", Tag, "Creates a mailbox and subscribes to it.");
        account.MapPut("/mailbox", UpdateMailbox).Accepts<UpdateMailboxRequest>("application/json").FailsAtMailServer(409, 413)
            .Describe("UpdateMailbox", Tag, "Renames a mailbox, or subscribes to it or ends that.", "A renamed mailbox keeps the ids of its messages. INBOX cannot be renamed.");
        account.MapGet("/quota", GetQuota).FailsAtMailServer()
            .Describe("GetQuota", Tag, "Shows how much is, and may be, in a mailbox and those that share its quota.").Takes(QuotaPath);
        account.MapDelete("/mailbox", DeleteMailbox).FailsAtMailServer()
            .Describe("DeleteMailbox", Tag, "Deletes a mailbox and the messages in it.", "INBOX cannot be deleted.").Takes(Path);
    }

    private static async Task<Ok<MailboxListResponse>> ListMailboxes(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var query = new ListMailboxes(input.Account(), input.Get(Counters, standard: false));
        return TypedResults.Ok(MailboxListResponse.From(await input.SendAsync(mediator, query)));
    }

    private static async Task<Ok<MailboxCreatedResponse>> CreateMailbox(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = input.Account();
        var body = await input.BodyAsync(ApiJson.Web.CreateMailboxRequest);
        return TypedResults.Ok(MailboxCreatedResponse.From(await input.SendAsync(mediator, new CreateMailbox(account, body.Path?.Names ?? []))));
    }

    private static async Task<Ok<MailboxUpdatedResponse>> UpdateMailbox(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = input.Account();
        var body = await input.BodyAsync(ApiJson.Web.UpdateMailboxRequest);
        if (!MailboxPath.TryParse(body.Path, out var path) && body.Path is not null)
            input.Refuse("path", Path.Allowed);
        var command = new UpdateMailbox(account, path ?? NoPath, body.NewPath?.Names, body.Subscribed);
        return TypedResults.Ok(MailboxUpdatedResponse.From(await input.SendAsync(mediator, command)));
    }

    private static async Task<Ok<QuotaResponse>> GetQuota(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var query = new GetQuota(input.Account(), input.Get(QuotaPath, MailboxPath.Inbox));
        return TypedResults.Ok(QuotaResponse.From(await input.SendAsync(mediator, query)));
    }

    private static async Task<Ok<MailboxDeletedResponse>> DeleteMailbox(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var command = new DeleteMailbox(input.Account(), input.Require(Path, NoPath));
        await input.SendAsync(mediator, command);
        return TypedResults.Ok(new MailboxDeletedResponse(command.Path.Value, Deleted: true));
    }
}
