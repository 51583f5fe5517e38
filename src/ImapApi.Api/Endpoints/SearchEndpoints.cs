using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Api.Http;
using ImapApi.Application.Messages;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Api.Endpoints;

internal static class SearchEndpoints
{
    private const string Tag = "Messages";

    private static readonly QueryParameter<MailboxPath> Path =
        Query.Mailbox("path", @"The mailbox's path, or its special use (\Sent); every mailbox when left out.") with { IsRequired = false };

    private static readonly QueryParameter<MergedCursor> Cursor = new(
        CommonQuery.Cursor.Name, "string", null, CommonQuery.Cursor.Description, MergedCursor.TryParse, "is a cursor that an earlier page of a search of all mailboxes gave.");

    public static void MapSearch(this IEndpointRouteBuilder account) =>
        account.MapPost("/search", SearchMessages).Accepts<SearchRequest>("application/json").Produces<SearchResponse>().FailsAtMailServer(410, 413)
            .Describe("SearchMessages", Tag, "Searches a mailbox, or all of them, newest messages first.", "The header Search-Mode: client tells that the mail server could not search by all keys.")
            .Takes(Path, CommonQuery.Page, CommonQuery.PageSize, CommonQuery.Cursor, CommonQuery.Preview);

    private static async Task<MessagePageAnswer> SearchMessages(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = input.Account();
        if (input.TryGet(Path, out var path) || input.HasQuery(Path.Name))
        {
            var page = input.ReadMessagePage();
            var search = (await input.BodyAsync(ApiJson.Web.SearchRequest)).Search.ToSearch(input);
            return new MessagePageAnswer(await input.SendAsync(mediator, new ListMessages(account, path ?? MailboxPath.Inbox, page, search)));
        }
        else
        {
            var (page, cursor) = (input.ReadPreviewedPage(), input.ReadCursor(Cursor));
            var search = (await input.BodyAsync(ApiJson.Web.SearchRequest)).Search.ToSearch(input);
            return new MessagePageAnswer(await input.SendAsync(mediator, new SearchAllMailboxes(account, page, cursor, search)));
        }
    }
}
