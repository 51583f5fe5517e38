using System.Net;
using System.Text;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>Many ways for a server to misbehave, one after the other, against one program that has a decent account to look after.</summary>
[Collection("Alone")]
public sealed class HostileServerTests(SharedServers servers, HostileProgram program) : IClassFixture<HostileProgram>
{
    private const string Password = "correct-horse-battery";

    private static readonly Dictionary<string, HostileCase> Cases = ((IEnumerable<HostileCase>[])
        [HostileGreetings.All, HostileTls.All, HostileLogins.All, HostileMailboxes.All, HostileFetches.All, HostileIdles.All])
        .SelectMany(cases => cases).ToDictionary(hostile => hostile.Name);

    public static TheoryData<string> Names => [.. Cases.Keys];

    private ApiClient Api => program.Process.Client;

    private string Id { get; } = servers.NewUser();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Harms_only_its_own_account_which_says_why(string name)
    {
        var hostile = Cases[name];
        var neighbour = await program.NeighbourAsync(servers);
        var memory = ProcessMemory.Of(program.Process.ProcessId);
        memory.ForgetPeak();
        var before = memory.Resident;
        await using var server = ScriptedImapServer.Start(hostile.Options);
        server.Inbox.Fill(3);
        hostile.Script(server);

        await Api.RegisterAsync(Id, Registration.Imap(server.Port, Id, Password, "localhost", hostile.Secure, rejectUnauthorized: hostile.ChecksCertificate));
        var said = Task.CompletedTask;
        if (hostile.Later is { } later)
        {
            await Api.UntilAsync(Id, "connected");
            await server.WaitForIdleAsync();
            // There is no second connection: the reason for the end of the first stays in sight. A listing tells it itself.
            if (hostile.Codes.Count > 0 && !hostile.Lists)
            {
                server.Raw((_, stopping) => Task.Delay(Timeout.InfiniteTimeSpan, stopping));
                said = ShouldSayWhyAsync(hostile);
            }

            await later(server);
            await said;
        }

        if (said.IsCompletedSuccessfully && hostile.Codes.Count == 0)
            await ShouldGoOnAsync(hostile);
        else if (said == Task.CompletedTask)
            await ShouldSayWhyAsync(hostile);
        hostile.Check(server);
        ShouldKeepTheSecret(hostile, server.Heard.Text);
        (memory.Peak - before).ShouldBeLessThan(Scripts.MostMemory);
        (await neighbour.UidsAsync()).ShouldBe([1]);
        (await Api.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        program.ShouldBeTheSame();
        (await Api.DeleteAsync(Registration.PathOf(Id))).Ok();
    }

    /// <summary>The account does, as its last error, or the call that met with it.</summary>
    private async Task ShouldSayWhyAsync(HostileCase hostile)
    {
        var said = "";
        await Eventually.TrueAsync(
            async () =>
            {
                if (hostile.Lists && await ListAsync() is { Status: not HttpStatusCode.OK } refused)
                {
                    said += refused.Text;
                    if (refused.Status is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout && hostile.Codes.Any(code => refused.Text.Contains(Words(code), StringComparison.Ordinal)))
                        return true;
                }

                var told = (await Api.GetAsync(Registration.PathOf(Id))).Ok();
                if (!told.Has("lastError"))
                    return false;
                var error = told.At("lastError");
                error.Text("message").ShouldNotBeNullOrEmpty();
                error.Text("message").Length.ShouldBeLessThan(1100);
                error.Text("message").ShouldNotContain(letter => char.IsControl(letter));
                error.Text("code").ShouldBeOneOf([.. hostile.Codes], error.Text("message"));
                told.Text("state").ShouldNotBe("connected");
                return true;
            },
            $"it is said why ({string.Join(", ", hostile.Codes)}): {said}");
    }

    /// <summary>The account is served; for the time being without its listing, where that cannot be had.</summary>
    private async Task ShouldGoOnAsync(HostileCase hostile)
    {
        var last = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var answer = await ListAsync();
                last = answer.Text;
                if (answer.Status == HttpStatusCode.OK)
                {
                    var uids = answer.Ok().Items("messages").Select(message => message.Number("uid")).ToArray();
                    uids.ShouldBeSubsetOf([3, 2, 1]);
                    return hostile.Uids is null || uids.SequenceEqual(hostile.Uids);
                }

                ((int)answer.Status).ShouldBeOneOf([422, 502, 504], answer.Text);
                return hostile.IsListless && answer.Text.Contains("\"detail\"", StringComparison.Ordinal);
            },
            $"it is listed: {last}");
    }

    private static string Words(string code) => code switch
    {
        "ServerMisbehaved" => "misbehaved",
        "ConnectTimeout" => "imeout",
        _ => "was lost",
    };

    private static void ShouldKeepTheSecret(HostileCase hostile, string heard)
    {
        if (hostile.IsPlain)
            return;
        heard.ShouldNotContain(Password);
        // However it is aligned in base64.
        for (var shift = 0; shift < 3; shift++)
            heard.ShouldNotContain(Convert.ToBase64String(Encoding.ASCII.GetBytes(Password[shift..(shift + 12)])));
    }

    private Task<ApiAnswer> ListAsync() =>
        Api.SendAsync(HttpMethod.Get, $"{Registration.PathOf(Id)}/messages?path=INBOX", headers: headers => headers.Add("X-Timeout", "3000"));
}
