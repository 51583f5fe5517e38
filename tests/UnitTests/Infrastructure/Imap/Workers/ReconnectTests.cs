using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap.Workers;

/// <summary>What is asked around the end of a connection.</summary>
public sealed class ReconnectTests
{
    [Fact]
    public async Task What_is_asked_while_a_loss_is_noticed_is_not_connected_and_never_served_by_a_second_connection()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        using var logger = new HoldingLogger<AccountWorker>("not connected");
        await using var harness = new WorkerHarness(server, logger: logger);
        await harness.StartSettledAsync();
        server.DropAll();
        await logger.Reached;
        harness.Worker.Status.State.ShouldBe(AccountState.Connected);

        var asked = harness.ListAsync();
        logger.LetGo();

        (await Should.ThrowAsync<MailServerUnavailableException>(asked)).Message.ShouldContain("is not connected (state disconnected)");
    }

    [Fact]
    public async Task What_is_asked_right_after_a_reconnect_is_answered_by_the_new_connection()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        harness.Worker.Reconnect();
        harness.Worker.Status.State.ShouldNotBe(AccountState.Disconnected);
        (await harness.ListAsync()).Total.ShouldBe(1);

        server.ConnectionCount.ShouldBe(2);
        server.Commands.Where(command => command.Verb == "FETCH").ShouldAllBe(command => command.Connection == 2);
    }

    [Fact]
    public async Task What_waits_while_a_missing_mailbox_costs_the_only_connection_is_answered_by_the_next()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        var release = new TaskCompletionSource();
        await using var harness = new WorkerHarness(server, options => options.MaxConnections = 1);
        await harness.StartSettledAsync();
        server.On("EXAMINE", async (_, reply) =>
        {
            await release.Task;
            await reply.NoAsync("no such mailbox");
        });
        server.Mailboxes["Gone"].Add();
        var gone = harness.ListAsync("Gone");
        await server.Commands.WaitForAsync("EXAMINE");
        var waiting = harness.ListAsync();

        release.SetResult();

        await Should.ThrowAsync<NotFoundException>(gone);
        (await waiting).Total.ShouldBe(1);
        server.ConnectionCount.ShouldBe(2);
    }
}
