using System.Net;
using System.Text.Json.Nodes;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class ProblemTests : IAsyncLifetime
{
    private const string Path = "/v1/account/a%2Fb/messages?path=INBOX";

    private static readonly AccountId Account = AccountId.Parse("a");

    private ApiServer _server = null!;

    public static TheoryData<Exception, int, string, bool, string?> Kinds => new()
    {
        { new ValidationFailedException("page", "is wrong."), 400, "InvalidInput", false, null },
        { NotFoundException.ForAccount(Account), 404, "AccountNotFound", false, null },
        { NotFoundException.ForMailbox(Account, MailboxPath.Inbox), 404, "MailboxNotFound", false, null },
        { NotFoundException.ForMessage(Account), 404, "MessageNotFound", false, null },
        { NotFoundException.ForAttachment(Account), 404, "AttachmentNotFound", false, null },
        { new ConflictException("It changes.", retryable: true), 409, "Conflict", true, null },
        { new EventsExpiredException(), 410, "EventsExpired", false, null },
        { new MailServerRejectedException("It said no.", "NO [CANNOT]"), 422, "MailServerRejected", false, null },
        { new BusyException("Too much waits."), 429, "Busy", true, "1" },
        { new MailServerUnavailableException("IMAPUnavailable", "It is connecting.", retryAfter: TimeSpan.FromMilliseconds(2500)), 502, "IMAPUnavailable", true, "3" },
        { new MailServerUnavailableException("AuthenticationFailed", "It refused.", "NO [AUTHENTICATIONFAILED]"), 502, "AuthenticationFailed", true, null },
        { new StoreUnavailableException("Redis is away."), 503, "StoreUnavailable", true, "5" },
        { new MailServerTimedOutException("No answer."), 504, "Timeout", true, null },
        { new UnlistedException(), 503, "OwnershipLost", true, "1" },
    };

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_kind_of_failure_has_its_status_and_says_everything(Exception failure, int status, string code, bool retryable, string? retryAfter)
    {
        _server.Messages.ListAsync(default!, default!, default!, default, default).ThrowsAsyncForAnyArgs(failure);

        using var response = await _server.SendAsync("GET", Path, null, ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/problem+json");
        response.Headers.RetryAfter?.ToString().ShouldBe(retryAfter);
        problem["type"]!.GetValue<string>().ShouldBe("urn:imapapi:error:" + code);
        problem["title"]!.GetValue<string>().ShouldNotBeEmpty();
        problem["status"]!.GetValue<int>().ShouldBe(status);
        problem["statusCode"]!.GetValue<int>().ShouldBe(status);
        problem["error"]!.GetValue<string>().Replace(" ", "", StringComparison.Ordinal).ShouldBe(response.ReasonPhrase!.Replace(" ", "", StringComparison.Ordinal));
        problem["detail"]!.GetValue<string>().ShouldBe(failure.Message);
        problem["message"]!.GetValue<string>().ShouldBe(failure.Message);
        problem["instance"]!.GetValue<string>().ShouldBe("/v1/account/a%2Fb/messages");
        problem["code"]!.GetValue<string>().ShouldBe(code);
        problem["retryable"]!.GetValue<bool>().ShouldBe(retryable);
        problem["traceId"]!.GetValue<string>().ShouldBe("0af7651916cd43dd8448eb211c80319c");
        problem.ContainsKey("fields").ShouldBe(status == 400);
        (problem["serverResponse"]?.GetValue<string>()).ShouldBe(((ImapApiException)failure).ServerResponse);
    }

    [Theory]
    [InlineData("MailboxNotFound", "Mailbox not found")]
    [InlineData("IMAPUnavailable", "IMAP unavailable")]
    public async Task The_title_is_the_code_in_words(string code, string title)
    {
        _server.Messages.ListAsync(default!, default!, default!, default, default).ThrowsAsyncForAnyArgs(new MailServerUnavailableException(code, "x"));
        (await _server.AskAsync("GET", Path)).Body["title"]!.GetValue<string>().ShouldBe(title);
    }

    [Fact]
    public async Task A_defect_is_told_without_detail()
    {
        _server.Messages.ListAsync(default!, default!, default!, default, default).ThrowsAsyncForAnyArgs(new InvalidOperationException("secret"));

        var (status, problem) = await _server.AskAsync("GET", Path);

        status.ShouldBe(HttpStatusCode.InternalServerError);
        problem["code"]!.GetValue<string>().ShouldBe("InternalError");
        problem.ToJsonString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task What_takes_longer_than_the_caller_waits_is_a_504_and_is_cancelled()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Messages.ListAsync(default!, default!, default!, default, default).ReturnsForAnyArgs(async call =>
        {
            var token = call.Arg<CancellationToken>();
            await using var registration = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.Infinite, token);
            return null!;
        });

        var (status, problem) = await _server.AskAsync("GET", Path, null, ("X-Timeout", "50"));

        status.ShouldBe(HttpStatusCode.GatewayTimeout);
        problem["code"]!.GetValue<string>().ShouldBe("Timeout");
        await cancelled.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_caller_that_goes_away_cancels_its_request()
    {
        var (started, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        _server.Messages.ListAsync(default!, default!, default!, default, default).ReturnsForAnyArgs(async call =>
        {
            var token = call.Arg<CancellationToken>();
            await using var registration = token.Register(cancelled.SetResult);
            started.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return null!;
        });
        using var leaving = new CancellationTokenSource();

        var asked = _server.Http.GetAsync(Path, leaving.Token);
        await started.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        await cancelled.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private sealed class UnlistedException() : ImapApiException("OwnershipLost", "Somebody else owns it.", retryable: true);
}
