using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Api.Http;
using ImapApi.Application.Errors;
using ImapApi.Application.Messages;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

internal static class MessageEndpoints
{
    private const string Tag = "Messages";

    private static readonly (string, TextKinds)[] TextWords = [("html", TextKinds.Html), ("plain", TextKinds.Plain), ("*", TextKinds.All)];

    private static readonly QueryParameter<MailboxPath> Path = Query.Mailbox("path", @"The mailbox's path, or its special use (\Sent).");
    private static readonly QueryParameter<int> MaxBytes = Query.OptionalNumber("maxBytes", "At most so many bytes of UTF-8 per kind of text; never cuts a character.");
    private static readonly QueryParameter<TextKinds> TextType = Query.Word("textType", "Which text to add; none unless asked for.", TextWords);
    private static readonly QueryParameter<TextKinds> TextTypeOrAll = Query.Word("textType", "Which text.", TextWords) with { Default = "*", Title = "MessageTextKinds" };
    private static readonly QueryParameter<bool> SafeHtml = Query.Flag("safeHtml", "Add the HTML text as it can be shown: without what runs or loads, the message's own images within it.") with { Default = false };
    private static readonly QueryParameter<bool> Force = Query.Flag("force", "Delete for good, wherever the message is.") with { Default = false };

    public static void MapMessages(this IEndpointRouteBuilder account)
    {
        account.MapGet("/messages", ListMessages).Produces<MessageListResponse>().FailsAtMailServer(410)
            .Describe("ListMessages", Tag, "Lists a mailbox, newest messages first.", "With search keys only the messages for which all of them hold.")
            .Takes([Path, CommonQuery.Page, CommonQuery.PageSize, CommonQuery.Cursor, CommonQuery.Preview, .. SearchQuery.Parameters]);
        account.MapGet("/message/{message}", GetMessage).Produces<MessageDetailsResponse>().FailsAtMailServer()
            .Describe("GetMessage", Tag, "Shows a message with its headers, and its text when asked for.").Takes(MaxBytes, TextType, SafeHtml, CommonQuery.Preview);
        account.MapPost("/message", UploadMessage).Accepts<UploadMessageRequest>("application/json").FailsAtMailServer(413)
            .Describe("UploadMessage", Tag, "Stores a message in a mailbox: composed of parts, or raw as it is but for its line ends.", "Nothing is sent: see submit.");
        account.MapPut("/message/{message}", UpdateMessage).Accepts<UpdateMessageRequest>("application/json").FailsAtMailServer(413)
            .Describe("UpdateMessage", Tag, "Adds, deletes or sets a message's flags, and Gmail's labels.");
        account.MapDelete("/message/{message}", DeleteMessage).FailsAtMailServer()
            .Describe("DeleteMessage", Tag, @"Moves a message to \Trash, or deletes it for good.", @"For good where it is in \Trash already, where there is none, or with force.").Takes(Force);
        account.MapGet("/message/{message}/source", GetSource).Streams("message/rfc822").FailsAtMailServer()
            .Describe("GetMessageSource", Tag, "Downloads the message as it is on the server.");
        account.MapGet("/attachment/{attachment}", GetAttachment).Streams("application/octet-stream").FailsAtMailServer()
            .Describe("GetAttachment", Tag, "Downloads an attachment, decoded.", "The content type is the one that the message gives.");
        account.MapGet("/text/{text}", GetText).FailsAtMailServer()
            .Describe("GetMessageText", Tag, "Shows a message's text, decoded.").Takes(MaxBytes, TextTypeOrAll);
    }

    private static async Task<MessagePageAnswer> ListMessages(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var query = new ListMessages(input.Account(), input.Require(Path, MailboxPath.Inbox), input.ReadMessagePage(), input.ReadSearch());
        try
        {
            return new MessagePageAnswer(await input.SendAsync(mediator, query));
        }
        catch (ValidationFailedException refused)
        {
            throw new ValidationFailedException([.. refused.Fields.Select(SearchQuery.AsWritten)]);
        }
    }

    private static async Task<WrittenJson<MessageDetails>> GetMessage(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var maxBytes = ReadMaxBytes(input);
        var isSafe = input.Get(SafeHtml, standard: false);
        var text = input.TryGet(TextType, out var kinds) || isSafe ? new TextRequest(kinds, maxBytes) : null;
        var query = new GetMessage(input.Account(), input.Message(), text, isSafe, input.Get(CommonQuery.Preview, standard: false));
        return new WrittenJson<MessageDetails>(await input.SendAsync(mediator, query), MessageJson.Write);
    }

    private static async Task<Ok<MessageUploadedResponse>> UploadMessage(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = input.Account();
        var (body, contents) = await input.BodyWithContentsAsync(ApiJson.Web.UploadMessageRequest, UploadMessageRequest.Contents);
        return TypedResults.Ok(MessageUploadedResponse.From(await input.SendAsync(mediator, body.ToCommand(account, contents, input))));
    }

    private static async Task<Ok<MessageUpdatedResponse>> UpdateMessage(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var (account, message) = (input.Account(), input.Message());
        var command = new UpdateMessage(account, message, (await input.BodyAsync(ApiJson.Web.UpdateMessageRequest)).ToChange());
        return TypedResults.Ok(MessageUpdatedResponse.From(await input.SendAsync(mediator, command)));
    }

    private static async Task<Ok<MessageDeletedResponse>> DeleteMessage(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var command = new DeleteMessage(input.Account(), input.Message(), input.Get(Force, standard: false));
        return TypedResults.Ok(MessageDeletedResponse.From(await input.SendAsync(mediator, command)));
    }

    private static async Task<StreamedContent> GetSource(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        return new StreamedContent(await input.SendAsync(mediator, new GetMessageSource(input.Account(), input.Message())), "message/rfc822");
    }

    private static async Task<StreamedContent> GetAttachment(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var attachment = await input.SendAsync(mediator, new GetAttachment(input.Account(), input.Attachment()));
        return new StreamedContent(attachment.Content, StreamedContent.SafeType(attachment.ContentType), attachment.FileName, isDownload: true);
    }

    private static async Task<Ok<MessageTextResponse>> GetText(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var request = new TextRequest(input.Get(TextTypeOrAll, TextKinds.All), ReadMaxBytes(input));
        return TypedResults.Ok(MessageTextResponse.From(await input.SendAsync(mediator, new GetMessageText(input.Account(), input.Text(), request))));
    }

    private static int? ReadMaxBytes(RequestInput input) => input.TryGet(MaxBytes, out var bytes) ? bytes : null;
}
