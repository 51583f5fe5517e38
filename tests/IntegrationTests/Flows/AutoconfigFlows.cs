using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit;
using ImapApi.TestKit.Dns;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>A program that asks a DNS server and a web server of our own how a domain's mail is reached.</summary>
public sealed class AutoconfigFlows
{
    [Fact]
    public async Task The_servers_of_a_domain_are_found_in_the_dns_and_then_over_http_with_the_domain_alone()
    {
        await using var dns = new DnsResponder()
            .WithService("_imaps._tcp.own.example", 0, 0, 993, "imap.own.example").WithService("_submissions._tcp.own.example", 0, 0, 465, "smtp.own.example")
            .WithExchanger("hosted.example", 10, "hosted-example.mail.protection.outlook.com");
        await using var web = await PublishedFiles.StartAsync();
        web.Put("/published.example", ClientConfigFile.Of("published.example"));
        await using var api = await ApiProcess.StartAsync("--autoconfig:dns", dns.Address, "--autoconfig:online", "true", "--autoconfig:urls", web.Address + "/{domain}");

        (await FindAsync(api, "own.example")).ShouldBe("""{"domain":"own.example","source":"srv","imap":{"host":"imap.own.example","port":993,"secure":true},"smtp":{"host":"smtp.own.example","port":465,"secure":true},"hints":[]}""");
        (await FindAsync(api, "hosted.example")).ShouldBe("""{"domain":"hosted.example","provider":"Microsoft 365","source":"mx","imap":{"host":"outlook.office365.com","port":993,"secure":true},"smtp":{"host":"smtp.office365.com","port":587,"secure":false},"hints":["oauth2Only"]}""");
        (await FindAsync(api, "published.example")).ShouldBe(
            $$$"""{"domain":"published.example","provider":"Example Mail","source":"online","url":"{{{web.Address}}}/published.example","imap":{"host":"imap.published.example","port":993,"secure":true},"smtp":{"host":"smtp.published.example","port":587,"secure":false},"hints":[]}""");
        (await FindAsync(api, "nowhere.example")).ShouldBe("""{"domain":"nowhere.example"}""");

        dns.Asked.ShouldAllBe(name => !name.Contains("somebody", StringComparison.Ordinal));
        web.Asked.Select(asked => asked.Url).ShouldBe([web.Address + "/published.example", web.Address + "/nowhere.example"]);
        web.Asked.ShouldAllBe(asked => !asked.Headers.Contains("somebody", StringComparison.Ordinal));
    }

    private static async Task<string> FindAsync(ApiProcess api, string domain) => (await api.Client.GetAsync($"/v1/autoconfig?email=somebody@{domain}")).Ok().GetRawText();
}
