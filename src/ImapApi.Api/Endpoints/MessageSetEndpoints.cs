using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Application.Messages;
using ImapApi.Domain.Mailboxes;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

/// <summary>Moving and copying, and what is done to many messages at once.</summary>
internal static class MessageSetEndpoints
{
    private const string Tag = "Messages";
    private const string Selection = "By search or by ids. An empty search is refused unless all is true. What could be done is told, also when not all could.";

    private static readonly QueryParameter<MailboxPath> Path = Query.Mailbox("path", @"The path of the mailbox they are in, or its special use (\Sent).");
    private static readonly QueryParameter<bool> Force = Query.Flag("force", "Delete for good, wherever the messages are.") with { Default = false };

    public static void MapMessageSets(this IEndpointRouteBuilder account)
    {
        account.MapPut("/message/{message}/move", MoveMessage).Accepts<TransferMessageRequest>("application/json").FailsAtMailServer(413)
            .Describe("MoveMessage", Tag, "Moves a message to another mailbox.");
        account.MapPut("/message/{message}/copy", CopyMessage).Accepts<TransferMessageRequest>("application/json").FailsAtMailServer(413)
            .Describe("CopyMessage", Tag, "Copies a message to a mailbox.");
        account.MapPut("/messages", UpdateMessages).Accepts<UpdateMessagesRequest>("application/json").FailsAtMailServer(413)
            .Describe("UpdateMessages", Tag, "Adds, deletes or sets flags of many messages.", Selection).Takes(Path);
        account.MapPut("/messages/move", MoveMessages).Accepts<TransferMessagesRequest>("application/json").FailsAtMailServer(413)
            .Describe("MoveMessages", Tag, "Moves many messages to another mailbox.", Selection).Takes(Path);
        account.MapPut("/messages/copy", CopyMessages).Accepts<TransferMessagesRequest>("application/json").FailsAtMailServer(413)
            .Describe("CopyMessages", Tag, "Copies many messages to a mailbox.", Selection).Takes(Path);
        account.MapPut("/messages/delete", DeleteMessages).Accepts<MessageSelectionRequest>("application/json").FailsAtMailServer(413)
            .Describe("DeleteMessages", Tag, @"Moves many messages to \Trash, or deletes them for good.", Selection).Takes(Path, Force);
    }

    private static async Task<Ok<MessageTransferredResponse>> MoveMessage(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var (account, message) = (input.Account(), input.Message());
        var destination = input.ReadDestination((await input.BodyAsync(ApiJson.Web.TransferMessageRequest)).Path);
        return TypedResults.Ok(MessageTransferredResponse.From(await input.SendAsync(mediator, new MoveMessage(account, message, destination))));
    }

    private static async Task<Ok<MessageTransferredResponse>> CopyMessage(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var (account, message) = (input.Account(), input.Message());
        var destination = input.ReadDestination((await input.BodyAsync(ApiJson.Web.TransferMessageRequest)).Path);
        return TypedResults.Ok(MessageTransferredResponse.From(await input.SendAsync(mediator, new CopyMessage(account, message, destination))));
    }

    private static async Task<Ok<MessagesUpdatedResponse>> UpdateMessages(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var (account, path) = (input.Account(), input.Require(Path, MailboxPath.Inbox));
        var body = await input.BodyAsync(ApiJson.Web.UpdateMessagesRequest);
        var command = new UpdateMessages(account, path, body.ToSelection(input), body.ToChange());
        return TypedResults.Ok(MessagesUpdatedResponse.From(await input.SendAsync(mediator, command)));
    }

    private static async Task<Ok<MessagesTransferredResponse>> MoveMessages(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var (account, path) = (input.Account(), input.Require(Path, MailboxPath.Inbox));
        var body = await input.BodyAsync(ApiJson.Web.TransferMessagesRequest);
        var command = new MoveMessages(account, path, body.ToSelection(input), input.ReadDestination(body.Path));
        return TypedResults.Ok(MessagesTransferredResponse.From(await input.SendAsync(mediator, command)));
    }

    private static async Task<Ok<MessagesTransferredResponse>> CopyMessages(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var (account, path) = (input.Account(), input.Require(Path, MailboxPath.Inbox));
        var body = await input.BodyAsync(ApiJson.Web.TransferMessagesRequest);
        var command = new CopyMessages(account, path, body.ToSelection(input), input.ReadDestination(body.Path));
        return TypedResults.Ok(MessagesTransferredResponse.From(await input.SendAsync(mediator, command)));
    }

    private static async Task<Ok<MessagesDeletedResponse>> DeleteMessages(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var (account, path, force) = (input.Account(), input.Require(Path, MailboxPath.Inbox), input.Get(Force, standard: false));
        var body = await input.BodyAsync(ApiJson.Web.MessageSelectionRequest);
        return TypedResults.Ok(MessagesDeletedResponse.From(await input.SendAsync(mediator, new DeleteMessages(account, path, body.ToSelection(input), force))));
    }
}
