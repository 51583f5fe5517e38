using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Imap;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Imap.Workers;

public sealed class AuthServerLoginTests
{
    private static readonly Credentials Old = new Credentials.AccessToken("bob", "old");
    private static readonly Credentials New = new Credentials.AccessToken("bob", "new");

    [Theory]
    [InlineData("XOAUTH2", "XOAUTH2")]
    [InlineData("OAUTHBEARER", "OAUTHBEARER")]
    [InlineData("XOAUTH2 PLAIN OAUTHBEARER", "OAUTHBEARER")]
    public async Task A_token_logs_in_with_the_one_mechanism_that_the_server_knows(string offered, string used)
    {
        await using var server = Start(offered, admitted: "new");
        await using var harness = new WorkerHarness(server, credentials: new FixedCredentials(New));

        await harness.StartAsync();
        await harness.WaitForStateAsync(AccountState.Connected);

        Authentications(server).ShouldHaveSingleItem().Tokens[0].ShouldBe(used);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once_and_tried_on_a_new_connection()
    {
        await using var server = Start("XOAUTH2", admitted: "new");
        var source = new FixedCredentials(Old, New);
        await using var harness = new WorkerHarness(server, credentials: source);

        await harness.StartAsync();
        await harness.WaitForStateAsync(AccountState.Connected);

        source.Questions.ShouldBe([("example", "imap", false), ("example", "imap", true)]);
        Authentications(server).Select(command => command.Connection).ShouldBe([1, 2]);
        harness.Worker.Status.LastError.ShouldBeNull();
    }

    [Fact]
    public async Task Credentials_that_are_no_others_are_not_tried_twice()
    {
        await using var server = Start("XOAUTH2", admitted: "new");
        await using var harness = new WorkerHarness(server, credentials: new FixedCredentials(Old), time: new FakeTimeProvider());

        await harness.StartAsync();
        await harness.WaitForStateAsync(AccountState.AuthenticationError);

        Authentications(server).ShouldHaveSingleItem();
        harness.Worker.Status.LastError!.Code.ShouldBe("AuthenticationFailed");
    }

    [Fact]
    public async Task A_server_that_is_merely_busy_is_no_reason_to_ask_again()
    {
        await using var server = Start("XOAUTH2", admitted: "new");
        server.On("AUTHENTICATE", (_, reply) => reply.NoAsync("[UNAVAILABLE] Try again later."));
        var source = new FixedCredentials(Old, New);
        await using var harness = new WorkerHarness(server, credentials: source, time: new FakeTimeProvider());

        await harness.StartAsync();
        await harness.WaitForStateAsync(AccountState.ConnectError);

        source.Questions.ShouldHaveSingleItem();
        harness.Worker.Status.LastError!.ServerResponse.ShouldBe("[UNAVAILABLE] Try again later.");
    }

    [Fact]
    public async Task An_authentication_server_that_is_down_leaves_the_mail_server_alone_and_is_asked_again_soon()
    {
        await using var server = Start("XOAUTH2", admitted: "new");
        var source = new FixedCredentials(New) { Failure = new MailServerUnavailableException("AuthServerFailed", "The authentication server does not run.") };
        var time = new FakeTimeProvider();
        await using var harness = new WorkerHarness(server, credentials: source, time: time);

        await harness.StartAsync();
        await harness.WaitForStateAsync(AccountState.AuthenticationError);
        var answer = await Should.ThrowAsync<MailServerUnavailableException>(() => harness.ListAsync());
        answer.Code.ShouldBe("AuthServerFailed");
        answer.Message.ShouldContain("The authentication server does not run.");
        server.ConnectionCount.ShouldBe(0);

        source.Failure = null;
        // Two seconds after the first failure, not the minute of a wrong password; moved again until the worker's timer is set.
        await harness.WaitForAsync(
            status =>
            {
                time.Advance(TimeSpan.FromMilliseconds(20));
                return status.State == AccountState.Connected;
            },
            "the next attempt");
        source.Questions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_without_oauth_is_told_of_as_such()
    {
        await using var server = Start("PLAIN", admitted: "new");
        await using var harness = new WorkerHarness(server, credentials: new FixedCredentials(New), time: new FakeTimeProvider());

        await harness.StartAsync();
        await harness.WaitForStateAsync(AccountState.ConnectError);

        harness.Worker.Status.LastError!.Code.ShouldBe("MechanismNotOffered");
        Authentications(server).ShouldBeEmpty();
    }

    private static ScriptedImapServer Start(string mechanisms, string admitted) => ScriptedImapServer.Start(new ScriptedImapOptions
    {
        Capabilities = ["IMAP4rev1", "SASL-IR", "IDLE", "NAMESPACE", .. mechanisms.Split(' ').Select(mechanism => "AUTH=" + mechanism)],
        Admits = (user, secret) => (user, secret) == ("bob", admitted),
    });

    private static IEnumerable<ImapCommand> Authentications(ScriptedImapServer server) => server.Commands.Where(command => command.Verb is "AUTHENTICATE" or "LOGIN");
}
