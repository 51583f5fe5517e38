using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap.Workers;

public sealed class AccountWorkerTests
{
    private static readonly string Parentheses = new('(', 200_000);

    [Fact]
    public async Task Connects_lists_and_waits_in_idle()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        server.Inbox.Add();
        await using var harness = new WorkerHarness(server);
        await harness.StartAsync();

        var page = await harness.ListAsync();

        page.Total.ShouldBe(2);
        page.Messages.Select(message => message.Id.Uid.Value).ShouldBe([2u, 1u]);
        page.Messages[0].Id.Mailbox.ShouldBe(new MailboxNumber(1));
        await server.WaitForIdleAsync();
    }

    [Fact]
    public async Task Asks_a_warm_page_for_flags_alone_and_stays_out_of_idle_between_requests()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        await using var harness = new WorkerHarness(server, options => options.LingerMilliseconds = 60_000);
        await harness.StartSettledAsync();
        await harness.ListAsync();
        var before = server.Commands.Count;

        await harness.ListAsync();

        server.Commands.Skip(before).Select(command => command.Verb).ShouldBe(["FETCH"]);
        server.Commands.Last().ToString().ShouldContain("(UID FLAGS)");
    }

    [Fact]
    public async Task Serves_another_mailbox_on_a_second_connection_and_leaves_the_watcher_in_idle()
    {
        await using var server = ScriptedImapServer.Start();
        server.Mailboxes["Archive"].Add();
        await using var harness = new WorkerHarness(server);
        await harness.StartAsync();
        await harness.WaitForStateAsync(AccountState.Connected);
        await server.WaitForIdleAsync();

        (await harness.ListAsync("Archive")).Total.ShouldBe(1);

        server.ConnectionCount.ShouldBe(2);
        harness.Worker.Status.Connections.ShouldBe(2);
        await server.WaitForIdleAsync();
    }

    [Fact]
    public async Task Serves_everything_on_one_connection_when_told_so_and_returns_to_the_main_mailbox()
    {
        await using var server = ScriptedImapServer.Start();
        server.Mailboxes["Archive"].Add();
        await using var harness = new WorkerHarness(server, options => options.MaxConnections = 1);
        await harness.StartAsync();

        (await harness.ListAsync("Archive")).Total.ShouldBe(1);

        await server.WaitForIdleAsync();
        server.ConnectionCount.ShouldBe(1);
        server.Commands.Last(command => command.Verb is "SELECT" or "EXAMINE").ToString().ShouldContain("INBOX");
    }

    [Fact]
    public async Task Serves_on_the_watcher_when_the_server_refuses_a_second_connection()
    {
        await using var server = ScriptedImapServer.Start();
        server.Mailboxes["Archive"].Add();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.Raw(async (stream, token) => await stream.WriteAsync("* BYE too many connections\r\n"u8.ToArray(), token));

        (await harness.ListAsync("Archive")).Total.ShouldBe(1);
        (await harness.ListAsync("Archive")).Total.ShouldBe(1);

        harness.Worker.Status.State.ShouldBe(AccountState.Connected);
        server.ConnectionCount.ShouldBe(2);
    }

    [Fact]
    public async Task Connects_again_after_the_connection_was_lost()
    {
        await using var server = ScriptedImapServer.Start();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        server.DropAll();

        await server.WaitForConnectionsAsync(2);
        await harness.WaitForStateAsync(AccountState.Connected);
        await server.WaitForIdleAsync();
    }

    [Fact]
    public async Task Reconnects_at_once_when_asked_whatever_it_waits_for()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Admits = (_, password) => password == "right" });
        await using var harness = new WorkerHarness(server);
        await harness.StartAsync("wrong");
        await harness.WaitForStateAsync(AccountState.AuthenticationError);
        var refused = await Should.ThrowAsync<MailServerUnavailableException>(() => harness.ListAsync());
        refused.Code.ShouldBe("AuthenticationFailed");

        await harness.Accounts.UpdateAsync(WorkerHarness.Id, account => account with { Imap = account.Imap! with { Credentials = new Credentials.Password("user", "right") } }, default);
        harness.Worker.Reconnect();

        await harness.WaitForStateAsync(AccountState.Connected);
        harness.Worker.Status.LastError.ShouldBeNull();
        server.Commands.Count(command => command.Verb == "AUTHENTICATE").ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_that_leaves_costs_the_others_nothing()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        var release = new TaskCompletionSource();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.On("FETCH", async (_, reply) =>
        {
            await release.Task;
            await reply.StandardAsync();
        });
        using var impatient = new CancellationTokenSource();
        var first = harness.ListAsync(cancellationToken: impatient.Token);
        await server.Commands.WaitForAsync("FETCH");

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        release.SetResult();

        (await harness.ListAsync()).Total.ShouldBe(1);
        server.ConnectionCount.ShouldBe(1);
    }

    [Fact]
    public async Task Equal_requests_that_wait_are_answered_by_one_command()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        var release = new TaskCompletionSource();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.On("FETCH", async (_, reply) =>
        {
            await release.Task;
            await reply.StandardAsync();
        });
        var first = harness.ListAsync();
        await server.Commands.WaitForAsync("FETCH");
        var others = Enumerable.Range(0, 20).Select(_ => harness.ListAsync()).ToArray();

        release.SetResult();
        await first;
        await Task.WhenAll(others);

        server.Commands.Count(command => command.Verb == "FETCH").ShouldBe(2);
    }

    [Fact]
    public async Task A_full_queue_refuses()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        var release = new TaskCompletionSource();
        await using var harness = new WorkerHarness(server, options => options.QueueLength = 2);
        await harness.StartSettledAsync();
        server.On("FETCH", async (_, reply) =>
        {
            await release.Task;
            await reply.StandardAsync();
        });
        var running = harness.ListAsync(pageSize: 1);
        await server.Commands.WaitForAsync("FETCH");
        Task[] waiting = [harness.ListAsync(pageSize: 2), harness.ListAsync(pageSize: 3)];

        (await Should.ThrowAsync<BusyException>(() => harness.ListAsync(pageSize: 4))).Retryable.ShouldBeTrue();
        release.SetResult();
        await Task.WhenAll([running, .. waiting]);
    }

    [Fact]
    public async Task A_command_that_nobody_waits_for_any_more_is_given_up_with_its_connection()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        await using var harness = new WorkerHarness(server, options => options.CommandTimeoutSeconds = 1);
        await harness.StartSettledAsync();
        server.On("FETCH", (_, _) => Task.CompletedTask);
        using var impatient = new CancellationTokenSource();
        var request = harness.ListAsync(cancellationToken: impatient.Token);
        await server.Commands.WaitForAsync("FETCH");

        await impatient.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(request);
        await server.WaitForConnectionsAsync(2);
    }

    [Fact]
    public async Task Nesting_without_end_costs_the_connection_and_nothing_else_when_asked_for()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.On("FETCH", (_, reply) => reply.LineAsync("* 1 FETCH (UID 1 BODYSTRUCTURE " + Parentheses));

        var failed = await Should.ThrowAsync<MailServerUnavailableException>(() => harness.ListAsync());

        failed.Message.ShouldContain("nested more than 256 deep");
        server.Reset("FETCH");
        // The answer comes before the state: it is the second connection that is waited for.
        await server.WaitForConnectionsAsync(2);
        await harness.WaitForStateAsync(AccountState.Connected);
        (await harness.ListAsync()).Total.ShouldBe(1);
    }

    [Fact]
    public async Task Nesting_without_end_costs_the_connection_and_nothing_else_when_not_asked_for()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        await server.PushAsync("* 1 FETCH (BODYSTRUCTURE " + Parentheses);

        await harness.WaitForAsync(status => status.LastError?.Code == "ServerMisbehaved", "the reason");
        await server.WaitForConnectionsAsync(2);
        await harness.WaitForStateAsync(AccountState.Connected);
    }

    [Fact]
    public async Task Keeps_a_log_without_the_password()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add();
        await using var harness = new WorkerHarness(server);
        harness.Log.Enabled = true;
        await harness.StartAsync("tops3cret");

        await harness.ListAsync();

        var sasl = Convert.ToBase64String("\0user\0tops3cret"u8);
        var lines = harness.Log.Lines.Select(line => $"{line.Source}: {line.Text}").ToArray();
        lines.ShouldContain(line => line.StartsWith("note: connected to 127.0.0.1", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("client: ", StringComparison.Ordinal) && line.Contains("AUTHENTICATE PLAIN ********", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("server: * 1 FETCH", StringComparison.Ordinal));
        lines.ShouldNotContain(line => line.Contains("tops3cret", StringComparison.Ordinal) || line.Contains(sasl, StringComparison.Ordinal));
    }
}
