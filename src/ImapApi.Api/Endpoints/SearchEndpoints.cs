using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Api.Http;
using ImapApi.Application.Messages;
using ImapApi.Domain.Mailboxes;
using MediatR;

namespace ImapApi.Api.Endpoints;

internal static class SearchEndpoints
{
    private const string Tag = "Messages";

    private static readonly QueryParameter<MailboxPath> Path = Query.Mailbox("path", @"The mailbox's path, or its special use (\Sent).");

    public static void MapSearch(this IEndpointRouteBuilder account) =>
        account.MapPost("/search", SearchMessages).Accepts<SearchRequest>("application/json").Produces<MessageListResponse>().FailsAtMailServer(410, 413)
            .Describe("SearchMessages", Tag, "Searches a mailbox, newest messages first.", "The header Search-Mode: client tells that the mail server could not search by all keys.")
            .Takes(Path, CommonQuery.Page, CommonQuery.PageSize, CommonQuery.Cursor);

    private static async Task<MessagePageAnswer> SearchMessages(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var (account, path, page) = (input.Account(), input.Require(Path, MailboxPath.Inbox), input.ReadMessagePage());
        var search = (await input.BodyAsync(ApiJson.Web.SearchRequest)).Search.ToSearch(input);
        return new MessagePageAnswer(await input.SendAsync(mediator, new ListMessages(account, path, page, search)));
    }
}
