using System.Buffers.Text;
using System.Net;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>A mailbox of ten million messages, which is as many as any may claim: what is known of it takes little memory, and reading it no more.</summary>
[Collection("Alone")]
public sealed class HostileGiantTests(SharedServers servers)
{
    private const int Claimed = 10_000_000;

    /// <summary>Then the server has had enough: the slope is to be seen long before.</summary>
    private const int Told = 2_000_000;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(1, 500)]
    public async Task Ten_million_messages_take_no_more_memory_than_any_hostile_server_may(int gapEvery, int answers)
    {
        await using var api = await ApiProcess.StartAsync();
        var neighbour = await servers.AccountAsync(api.Client, await servers.DovecotAsync(), mail => mail.Deliver(MailFactory.Plain(1)));
        await neighbour.InitializedAsync();
        await WarmUpAsync(api);
        await using var server = ScriptedImapServer.Start();
        server.Inbox.ClaimedExists = Claimed;
        server.Inbox.ClaimedUidNext = 2 * Claimed;
        var told = 0;
        var enough = new TaskCompletionSource();
        server.On("FETCH", async (command, reply) =>
        {
            told += await TellAsync(command, reply, Claimed, gapEvery, answers);
            if (told < Told)
                return;
            enough.TrySetResult();
            reply.Drop();
        });
        var memory = ProcessMemory.Of(api.ProcessId);
        memory.ForgetPeak();
        var before = memory.Resident;
        var id = servers.NewUser();

        await api.Client.RegisterAsync(id, Registration.Imap(server.Port, id));
        await Task.WhenAny(enough.Task, api.Client.UntilAsync(id, "connected", TimeSpan.FromMinutes(2)), ToldWhyAsync(api, id));

        (memory.Peak - before).ShouldBeLessThan(Scripts.MostMemory, $"{told} lines were told");
        (await neighbour.UidsAsync()).ShouldBe([1]);
        (await api.Client.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>What the runtime takes at its first large mailbox it has for the next.</summary>
    private async Task WarmUpAsync(ApiProcess api)
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.ClaimedExists = Told / 10;
        server.Inbox.ClaimedUidNext = Told;
        server.On("FETCH", (command, reply) => TellAsync(command, reply, Told / 10, gapEvery: 1000, answers: 1));
        var id = servers.NewUser();
        await api.Client.RegisterAsync(id, Registration.Imap(server.Port, id));
        await api.Client.UntilAsync(id, "connected");
        (await api.Client.DeleteAsync(Registration.PathOf(id))).Ok();
    }

    /// <returns>So many lines.</returns>
    private static async Task<int> TellAsync(ImapCommand command, ImapReply reply, int exists, int gapEvery, int answers)
    {
        var told = 0;
        var piece = new byte[64];
        using var answer = new MemoryStream();
        foreach (var number in SequenceRange.ParseSet(command.Tokens[0])[0].Within(exists))
        {
            for (var again = 0; again < answers; again++)
                answer.Write(piece.AsSpan(0, Line(piece, number + (again * 3000), (uint)(number + (number / gapEvery)) + (uint)(again * 3000))));
            told += answers;
        }

        await reply.RawAsync(answer.ToArray());
        await reply.OkAsync();
        return told;
    }

    private static Task ToldWhyAsync(ApiProcess api, string id) =>
        Eventually.TrueAsync(async () => (await api.Client.GetAsync(Registration.PathOf(id))).Ok().Has("lastError"), "it is said why", TimeSpan.FromMinutes(2));

    /// <summary><c>* n FETCH (UID u FLAGS ())</c></summary>
    private static int Line(Span<byte> piece, int number, uint uid)
    {
        "* "u8.CopyTo(piece);
        Utf8Formatter.TryFormat(number, piece[2..], out var written);
        var at = 2 + written;
        " FETCH (UID "u8.CopyTo(piece[at..]);
        at += " FETCH (UID "u8.Length;
        Utf8Formatter.TryFormat(uid, piece[at..], out written);
        at += written;
        " FLAGS ())\r\n"u8.CopyTo(piece[at..]);
        return at + " FLAGS ())\r\n"u8.Length;
    }
}
