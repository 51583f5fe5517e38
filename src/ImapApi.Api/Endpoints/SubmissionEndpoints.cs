using System.Buffers.Text;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Submissions;
using ImapApi.Api.Http;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Submissions;
using MediatR;

namespace ImapApi.Api.Endpoints;

/// <summary>Sending messages.</summary>
internal static class SubmissionEndpoints
{
    private const string Tag = "Sending";

    public static void MapSubmissions(this IEndpointRouteBuilder account) =>
        account.MapPost("/submit", SubmitMessage).Accepts<SubmitMessageRequest>("application/json").FailsAtMailServer(409, 413).TakesIdempotencyKey()
            .Describe(
                "SubmitMessage", Tag, "Sends a message.",
                "Within the request: the answer is the submission server's, and what failed is not tried again. With sendAt or queue the outbox has it: 202, and it is tried again after temporary failures. "
                + "Once sent, the original of a reply is marked, and a copy is filed in the Sent mailbox where the servers do not do that themselves. "
                + "502 SubmissionUnknown and 504 SubmissionPending: it may have been sent; queueId tells where to ask. All other failures: it was not sent.");

    private static async Task<SubmittedAnswer> SubmitMessage(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = input.Account();
        var key = ReadKey(http, input);
        var (body, contents) = await input.BodyWithContentsAsync(ApiJson.Web.SubmitMessageRequest, SubmitMessageRequest.Contents);
        var command = new SubmitMessage(
            account, body.ToMessage(contents, input), body.SendAt, body.Queue ?? false, key is null ? null : new IdempotentRequest(key, Base64Url.EncodeToString(contents.Fingerprint)));
        return new SubmittedAnswer(await input.SendAsync(mediator, command));
    }

    private static IdempotencyKey? ReadKey(HttpContext http, RequestInput input)
    {
        if (!http.Request.Headers.TryGetValue(IdempotencyHeaders.Key, out var values))
            return null;
        if (values.Count == 1 && IdempotencyKey.TryParse(values[0], out var key))
            return key;
        input.Refuse(IdempotencyHeaders.Key, $"is one text of 1 to {IdempotencyKey.MaxLength} printable ASCII characters.");
        return null;
    }
}
