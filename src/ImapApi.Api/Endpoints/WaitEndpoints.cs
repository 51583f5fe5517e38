using ImapApi.Api.Binding;
using ImapApi.Api.Cluster;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Api.Http;
using ImapApi.Application.Messages;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Api.Endpoints;

internal static class WaitEndpoints
{
    private const int DefaultSeconds = 60;

    private static readonly QueryParameter<MailboxPath> Path = Query.Mailbox("path", @"The mailbox's path, or its special use (\Junk).") with { IsRequired = false, Default = "INBOX" };
    private static readonly QueryParameter<string> From = Query.Text("from", "Text in the From header.");
    private static readonly QueryParameter<string> To = Query.Text("to", "Text in the To header.");
    private static readonly QueryParameter<string> Subject = Query.Text("subject", "Text in the subject.");
    private static readonly QueryParameter<string> Body = Query.Text("body", "Text in the message's body.");
    private static readonly QueryParameter<int> Seconds = Query.Number("timeout", DefaultSeconds, $"Seconds to wait, up to {WaitForMessage.Longest.TotalSeconds}. Does not count against X-Timeout.");

    public static void MapWait(this IEndpointRouteBuilder account) =>
        account.MapGet("/messages/wait", WaitAsync).Produces<WaitResponse>().FailsAtMailServer().WithMetadata(new WaitingEndpoint(WaitOf))
            .Describe("WaitForMessage", "Messages", "Waits for a message.", "Answers with the newest message for which all keys hold, or else with the first that arrives and does. The keys are matched as a search matches them; the mailbox that is watched (INBOX) tells of a message as it arrives, others when they are looked at.")
            .Takes(Path, From, To, Subject, Body, Seconds);

    private static TimeSpan WaitOf(IQueryCollection query)
    {
        var seconds = DefaultSeconds;
        if (query.TryGetValue(Seconds.Name, out var values) && !(values is [{ } value] && Seconds.Read(value, out seconds)))
            return TimeSpan.Zero;
        var wait = TimeSpan.FromSeconds(seconds);
        return IsAllowed(wait) ? wait : TimeSpan.Zero;
    }

    private static bool IsAllowed(TimeSpan wait) => wait > TimeSpan.Zero && wait <= WaitForMessage.Longest;

    private static async Task<WrittenJson<MessageSummary?>> WaitAsync(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var wait = TimeSpan.FromSeconds(input.Get(Seconds, DefaultSeconds));
        var search = new MessageSearch(From: Optional(From), To: Optional(To), Subject: Optional(Subject), Body: Optional(Body));
        var query = new WaitForMessage(input.Account(), input.TryGet(Path, out var path) ? path : MailboxPath.Inbox, search, wait);
        if (IsAllowed(wait))
            http.Features.Get<RequestDeadline>()?.Extend(wait);
        var found = await input.SendAsync(mediator, query);
        // Nothing was found, but not all the time was waited.
        if (found is null)
            http.Features.Get<RequestDeadline>()?.ThrowIfStopping();
        return new WrittenJson<MessageSummary?>(found, MessageJson.WriteWaited);

        string? Optional(QueryParameter<string> parameter) => input.TryGet(parameter, out var value) ? value : null;
    }
}
