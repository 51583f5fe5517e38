using System.Globalization;
using ImapApi.Domain.Changes;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>How often the store is asked for what happens in a mailbox.</summary>
public sealed class StoreCostTests
{
    private const int Messages = 40;

    [Fact]
    public async Task A_burst_of_changes_is_one_batch()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(Messages);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        var before = (harness.Store.Batches, harness.Store.Reads);

        // One push: ten are gone, ten are marked, ten are new.
        var lines = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            server.Inbox.Messages.RemoveAt(0);
            lines.Add("* 1 EXPUNGE");
        }

        for (var i = 0; i < 10; i++)
        {
            server.Inbox.Messages[i].Flags.Add("\\Seen");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"* {i + 1} FETCH (FLAGS (\\Seen))"));
        }

        for (var i = 0; i < 10; i++)
            server.Inbox.Add();
        lines.Add($"* {Messages} EXISTS");
        await server.PushAsync(string.Join("\r\n", lines));

        await harness.Told.WaitForAsync<Change.MessageArrived>(arrived => arrived.Message.Id.Uid.Value == Messages + 10);
        await server.WaitForIdleAsync();
        harness.Told.All.Count(change => change is Change.MessageArrived or Change.MessageDeleted or Change.MessageUpdated).ShouldBe(30);
        (harness.Store.Batches - before.Batches).ShouldBe(1);
        (harness.Store.Reads - before.Reads).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_that_comes_alone_is_one_batch_and_no_read()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(Messages);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        var before = (harness.Store.Batches, harness.Store.Reads);

        await server.DeliverAsync();

        await harness.Told.WaitForAsync<Change.MessageArrived>();
        (harness.Store.Batches - before.Batches).ShouldBe(1);
        (harness.Store.Reads - before.Reads).ShouldBe(0);
    }
}
