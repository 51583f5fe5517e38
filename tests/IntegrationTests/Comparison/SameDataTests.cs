using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Comparison;

/// <summary>The same mail in servers of three makes: the API answers the same, but for <see cref="KnownDifferences"/>.</summary>
public sealed class SameDataTests(SharedServers servers)
{
    [Fact]
    public async Task Every_server_is_answered_for_as_a_full_Dovecot_is()
    {
        var transcripts = await Task.WhenAll(Enum.GetValues<MailServerKind>().Select(WriteAsync));

        var expected = transcripts.Single(transcript => transcript.Kind == MailServerKind.DovecotFull).Lines;
        var differences = transcripts.SelectMany(transcript => expected.Keys.Union(transcript.Lines.Keys)
                .Select(asked => (Place: (transcript.Kind, Asked: asked), Expected: expected.GetValueOrDefault(asked, "nothing"), Found: transcript.Lines.GetValueOrDefault(asked, "nothing")))
                .Where(line => line.Expected != line.Found))
            .ToArray();
        differences.Where(line => !KnownDifferences.All.TryGetValue(line.Place, out var known) || (known is not null && known != line.Found))
            .Select(line => $"{line.Place.Kind}, {line.Place.Asked}\n  {line.Expected}\n  {line.Found}\n").ShouldBeEmpty();
        // What no longer differs leaves the list, and the documentation.
        KnownDifferences.All.Keys.Except(differences.Select(line => line.Place)).ShouldBeEmpty();
        expected.Count.ShouldBeGreaterThan(200);
    }

    private async Task<(MailServerKind Kind, Dictionary<string, string> Lines)> WriteAsync(MailServerKind kind)
    {
        var api = (await servers.ApiAsync()).Client;
        var server = await servers.MailServerAsync(kind);
        try
        {
            await MeetAsync(api, server);
            var transcript = new Transcript(await servers.AccountAsync(api, server), kind is MailServerKind.Courier or MailServerKind.DovecotPrefixed ? "INBOX." : "");
            await transcript.WriteAsync();
            return (kind, transcript.Lines);
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{kind}: {failure.Message}", failure);
        }
    }

    /// <summary>That a server does what MailKit does not bear (Cyrus without conversations) is learnt by a connection that breaks, once.</summary>
    private async Task MeetAsync(ApiClient api, IMailServer server)
    {
        var first = await servers.AccountAsync(api, server);
        await first.PostAsync("message", new { path = "INBOX", raw = Convert.ToBase64String(MailFactory.Plain(1)) });
        await Eventually.TrueAsync(
            async () => await first.GetAsync("messages?path=INBOX") is { Status: HttpStatusCode.OK } page && page.Ok().Number("total") == 1,
            "the first message is listed");
        await first.Api.UntilAsync(first.Id, "connected");
    }
}
