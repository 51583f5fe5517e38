using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Api.Http;
using ImapApi.Application.Messages;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using MediatR;

namespace ImapApi.Api.Endpoints;

internal static class ChangesEndpoints
{
    private const string Tag = "Messages";

    private static readonly QueryParameter<MailboxPath> Path = Query.Mailbox("path", @"The mailbox's path, or its special use (\Sent).");
    private static readonly QueryParameter<DeltaToken> Since = new(
        "since",
        "string",
        null,
        "The token of an earlier answer; without it nothing is told but a token to begin with.",
        static (string text, out DeltaToken value) => DeltaToken.TryParse(text, out value!),
        "is a token that an earlier answer gave.");

    private static readonly QueryParameter<int> Limit = Query.Number("limit", 100, $"New messages in one answer, 1 to {GetChanges.MaxLimit}.");

    public static void MapChanges(this IEndpointRouteBuilder account) =>
        account.MapGet("/messages/changes", ShowChanges).Produces<ChangesResponse>().FailsAtMailServer(410)
            .Describe("GetChanges", Tag, "Shows what changed in a mailbox since the caller looked last.", "Nothing is stored for it: the token holds what the comparison needs.").Takes(Path, Since, Limit);

    private static async Task<WrittenJson<MailboxDelta>> ShowChanges(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var query = new GetChanges(input.Account(), input.Require(Path, MailboxPath.Inbox), input.TryGet(Since, out var since) ? since : null, input.Get(Limit, 100));
        return new WrittenJson<MailboxDelta>(await input.SendAsync(mediator, query), MessageJson.Write);
    }
}
