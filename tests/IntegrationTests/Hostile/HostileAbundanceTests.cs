using System.Net;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>Answers that are cut off before they take much memory: not by the clock, as those of <see cref="HostileServerTests"/> may be.</summary>
[Collection("Alone")]
public sealed class HostileAbundanceTests(SharedServers servers)
{
    /// <summary>The runtime's own habits add some megabytes now and then.</summary>
    private const int Tries = 3;

    private static readonly Dictionary<string, HostileAbundance> Cases = HostileAbundance.All.ToDictionary(hostile => hostile.Name);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Are_cut_off_before_they_take_much(string name)
    {
        var least = long.MaxValue;
        for (var tries = 0; tries < Tries && least >= Scripts.MostMemory; tries++)
            least = Math.Min(least, await TakenByAsync(Cases[name]));

        least.ShouldBeLessThan(Scripts.MostMemory);
    }

    /// <returns>Memory, in bytes.</returns>
    private async Task<long> TakenByAsync(HostileAbundance hostile)
    {
        // A process of its own: what an earlier one has taken would hide what this one takes.
        await using var api = await ApiProcess.StartAsync();
        await WarmUpAsync(api);
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(3);
        var memory = ProcessMemory.Of(api.ProcessId);
        memory.ForgetPeak();
        var before = memory.Resident;
        var id = servers.NewUser();

        if (!hostile.IsAskedFor)
            Misbehave();
        await api.Client.RegisterAsync(id, Registration.Imap(server.Port, id));
        if (hostile.IsAskedFor)
        {
            await api.Client.UntilAsync(id, "connected");
            Misbehave();
            var answer = hostile.Verb == "SEARCH"
                ? await api.Client.PostAsync($"{Registration.PathOf(id)}/search?path=INBOX", new { search = new { body = "x" } })
                : await api.Client.GetAsync($"{Registration.PathOf(id)}/messages?path=INBOX");
            answer.Status.ShouldBe(HttpStatusCode.BadGateway, answer.Text);
            answer.Text.ShouldContain("The server ");
        }
        else
        {
            await Eventually.TrueAsync(
                async () => (await api.Client.GetAsync(Registration.PathOf(id))).Ok() is var told && told.Has("lastError") && told.At("lastError").Text("code") == "ServerMisbehaved", "it is said why");
        }

        var peak = memory.Peak;
        (await api.Client.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        (await api.Client.DeleteAsync(Registration.PathOf(id))).Ok();
        return peak - before;

        void Misbehave() => server.On(hostile.Verb, (_, reply) => Scripts.FloodAsync(reply, hostile.Answer()));
    }

    private async Task WarmUpAsync(ApiProcess api)
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(3);
        var id = servers.NewUser();
        await api.Client.RegisterAsync(id, Registration.Imap(server.Port, id));
        await api.Client.UntilAsync(id, "connected");
        (await api.Client.GetAsync($"{Registration.PathOf(id)}/messages?path=INBOX")).Ok();
        (await api.Client.DeleteAsync(Registration.PathOf(id))).Ok();
    }
}
