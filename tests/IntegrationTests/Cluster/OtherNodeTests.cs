using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>What is asked of a node that does not serve the account.</summary>
[Collection("Alone")]
public sealed class OtherNodeTests(SharedServers servers)
{
    private const int Megabytes = 50;

    [Fact]
    public async Task Any_node_answers_for_any_account_as_its_owner_would()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        var (account, owner, other) = await RegisterAsync(cluster, mail => mail.Seed(1, [.. Enumerable.Range(1, 30).Select(number => ((uint)number, MailFactory.Mixed(number)))]));
        var path = Registration.PathOf(account);
        string[] targets = [path, $"{path}/mailboxes", $"{path}/messages?path=INBOX", $"{path}/messages?path=INBOX&page=2&pageSize=7", $"{path}/message/nonsense", $"{path}/nothing", $"/v1/account/{account}x"];
        foreach (var target in targets)
        {
            var (here, there) = (await owner.Api.Client.GetAsync(target), await other.Api.Client.GetAsync(target));
            there.Status.ShouldBe(here.Status, target);
            // The two differ in when the server was last heard, and in the request's own trace.
            if (here.Status == HttpStatusCode.OK && target != path)
                there.Text.ShouldBe(here.Text, target);
        }

        (await other.Api.Client.GetAsync(path)).Ok().Text("node").ShouldBe((await owner.Api.Client.GetAsync(path)).Ok().Text("node"));
        (await other.Api.Client.GetAsync("/v1/accounts")).Ok().Items("accounts").Single().Text("state").ShouldBe("connected");
        (await other.Api.Client.GetAsync("/v1/stats")).Ok().At("connections").Number("connected").ShouldBe(1);
    }

    [Fact]
    public async Task A_large_attachment_comes_whole_through_another_node_and_is_cut_when_its_owner_dies()
    {
        var content = MailFactory.Bytes(1, Megabytes * 1024 * 1024);
        await using var cluster = await TestCluster.StartAsync(2);
        var (account, owner, other) = await RegisterAsync(cluster, mail => mail.Seed(1, [(1u, MailFactory.WithLargeAttachment(1, content))]));
        var listed = (await other.Api.Client.GetAsync($"{Registration.PathOf(account)}/messages?path=INBOX")).Ok().Items("messages").Single();
        var target = $"{Registration.PathOf(account)}/attachment/{listed.Items("attachments").Single(attachment => attachment.Text("filename") == "large.bin").Text("id")}";

        using (var whole = await other.Api.Client.OpenAsync(HttpMethod.Get, target))
            (await whole.Content.ReadAsByteArrayAsync()).AsSpan().SequenceEqual(content).ShouldBeTrue();

        using var cut = await other.Api.Client.OpenAsync(HttpMethod.Get, target);
        await using var body = await cut.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[100_000]);
        await owner.Api.KillAsync();
        await Should.ThrowAsync<Exception>(async () => await body.CopyToAsync(Stream.Null));

        // It is served again, by the one that is left.
        await Eventually.TrueAsync(async () => (await other.Api.Client.GetAsync(target)).Status == HttpStatusCode.OK, "the attachment is served by the other node");
    }

    [Fact]
    public async Task A_stream_of_events_at_any_node_tells_of_all_accounts()
    {
        await using var cluster = await TestCluster.StartAsync(2);
        using var stream = await EventStreamReader.OpenAsync(cluster[1].Api.Client);
        var accounts = await WatchedAccounts.RegisterAsync(servers, cluster[0].Api.Client, 6);
        accounts.Deliver();

        var told = new HashSet<string>();
        while (told.Count < accounts.Ids.Count)
            told.Add((await stream.UntilAsync("messageNew")).Data.Text("account"));

        told.Order().ShouldBe(accounts.Ids.Order());
    }

    private async Task<(string Account, ClusterMember Owner, ClusterMember Other)> RegisterAsync(TestCluster cluster, Action<Maildir> fill)
    {
        var server = await servers.DovecotAsync();
        var account = servers.NewUser();
        fill(server.MailOf(account));
        await cluster[0].Api.Client.RegisterAsync(account, Registration.Imap(server.Port, account));
        await cluster[0].Api.Client.UntilAsync(account, "connected");
        var owner = await cluster.OwnerAsync(account);
        return (account, owner, cluster.Members.Single(member => member != owner));
    }
}
