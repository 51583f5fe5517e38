using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Api.Http;
using ImapApi.Application.Messages;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Api.Endpoints;

internal static class ThreadEndpoints
{
    private const string Tag = "Messages";

    private static readonly QueryParameter<MailboxPath> Path = Query.Mailbox("path", @"The mailbox's path, or its special use (\Sent).");

    public static void MapThreads(this IEndpointRouteBuilder account) =>
        account.MapGet("/threads", ShowThreads).Produces<ThreadListResponse>().FailsAtMailServer()
            .Describe("ListThreads", Tag, "Lists a mailbox's conversations, the one with the newest message first.").Takes(Path, CommonQuery.Page, CommonQuery.PageSize, CommonQuery.Preview);

    private static async Task<WrittenJson<ThreadPage>> ShowThreads(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var query = new ListThreads(input.Account(), input.Require(Path, MailboxPath.Inbox), input.ReadPreviewedPage());
        return new WrittenJson<ThreadPage>(await input.SendAsync(mediator, query), MessageJson.Write);
    }
}
