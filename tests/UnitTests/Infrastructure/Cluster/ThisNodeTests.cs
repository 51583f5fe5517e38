using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Cluster;
using Microsoft.Extensions.Configuration;

namespace ImapApi.UnitTests.Infrastructure.Cluster;

public sealed class ThisNodeTests
{
    private static readonly Dictionary<string, string?> Node = new()
    {
        ["api:host"] = "10.0.0.5",
        ["api:port"] = "3001",
        ["dbs:redis"] = "redis://10.0.0.9/0",
        ["security:key"] = Convert.ToBase64String(new byte[32]),
        ["cluster:enabled"] = "true",
        ["cluster:address"] = "10.0.0.5:11111",
        ["cluster:secret"] = "0123456789abcdef",
    };

    [Fact]
    public void A_node_is_reached_where_it_listens_unless_another_address_is_given()
    {
        From().Http.ShouldBe(new Uri("http://10.0.0.5:3001"));
        From().Endpoint.ToString().ShouldBe("10.0.0.5:11111");
        From(("cluster:advertise", "https://one.internal")).Http.ShouldBe(new Uri("https://one.internal"));
        From(("api:host", "0.0.0.0"), ("cluster:advertise", "http://10.0.0.5:3001")).Http.ShouldBe(new Uri("http://10.0.0.5:3001"));
    }

    [Fact]
    public void One_alone_needs_nothing_and_gets_a_port_of_its_own()
    {
        var alone = ThisNode.From(new ConfigurationBuilder().Build());

        alone.HasOthers.ShouldBeFalse();
        alone.Endpoint.Port.ShouldNotBe(0);
        alone.Http.ShouldBe(new Uri("http://127.0.0.1:3000"));
    }

    [Theory]
    [InlineData("api:port", "70000")]
    [InlineData("api:port", "x")]
    [InlineData("api:host", "not an address")]
    [InlineData("api:host", "::1")]
    public void Where_the_api_listens_is_others_to_judge(string key, string value) =>
        ThisNode.From(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build()).HasOthers.ShouldBeFalse();

    [Theory]
    [InlineData("dbs:redis", "", "set dbs.redis")]
    [InlineData("security:key", "", "security.keyFile")]
    [InlineData("cluster:secret", "short", "of at least 16 characters")]
    [InlineData("cluster:address", "0.0.0.0:11111", "cluster.address 0.0.0.0:11111")]
    [InlineData("cluster:address", "10.0.0.5", "cluster.address 10.0.0.5")]
    [InlineData("cluster:address", "node:11111", "cluster.address node:11111")]
    [InlineData("cluster:advertise", "10.0.0.5:3000", "cluster.advertise")]
    [InlineData("cluster:advertise", "http://10.0.0.5/path", "cluster.advertise")]
    [InlineData("api:host", "0.0.0.0", "cluster.advertise")]
    [InlineData("api:port", "0", "cluster.advertise")]
    [InlineData("api:host", "127.0.0.1", "cluster.advertise")]
    public void What_would_not_make_a_node_stops_the_start_with_a_line_that_names_it(string key, string value, string named) =>
        Should.Throw<StartupException>(() => From((key, value))).Message.ShouldContain(named);

    private static ThisNode From(params (string Key, string Value)[] changes)
    {
        var values = new Dictionary<string, string?>(Node);
        foreach (var (key, value) in changes)
            values[key] = value;
        return ThisNode.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }
}
