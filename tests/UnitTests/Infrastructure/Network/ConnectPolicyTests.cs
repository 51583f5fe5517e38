using System.Net;
using System.Net.Sockets;
using ImapApi.Infrastructure.Network;

namespace ImapApi.UnitTests.Infrastructure.Network;

public sealed class ConnectPolicyTests
{
    private static readonly ConnectPolicy Public = new(ConnectPolicy.PublicWord, []);

    /// <summary>As a URL's host may be written; the URL's parser is what reads numbers in other bases.</summary>
    public static TheoryData<string> Forbidden =>
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.1.2.3", "127.255.255.254",
        "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255",
        "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "0", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "10.1", "0xc0a80001",
        "[::]", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]", "[64:ff9b::169.254.169.254]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2002:a9fe:a9fe::]", "[2002:c0a8:1::1]",
        "[2001::1]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "[2001:10::1]", "[2001:20::1]", "[2001:db8::1]", "[3fff::1]", "[3ffe::1]", "[5f00::1]", "[100::1]", "[100:0:0:1::1]",
        "[fc00::1]", "[fd12:3456:789a::1]", "[fe80::1]", "[febf::1]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "[fe80::5efe:10.0.0.1]", "[2a00:1450::5efe:127.0.0.1]", "[2a00:1450::200:5efe:a00:1]",
        "localhost", "LOCALHOST", "localhost.", "foo.localhost", "ip6-localhost", "ip6-loopback", "localhost.localdomain",
    ];

    public static TheoryData<string> Allowed =>
    [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1", "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1",
        "192.167.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "[2a00:1450:4001:80b::200e]", "[2606:4700::1111]", "[2620:fe::fe]", "[::ffff:8.8.8.8]", "[64:ff9b::8.8.8.8]",
        "[2002:808:808::1]", "example.com",
    ];

    [Fact]
    public void The_table_is_not_short() => Forbidden.Count.ShouldBeGreaterThan(60);

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Knows_what_is_not_public(string host) => Public.MayAllow(new Uri($"http://{host}/").Host).ShouldBeFalse();

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Lets_pass_what_is_public(string host) => Public.MayAllow(new Uri($"http://{host}/").Host).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task A_name_that_leads_there_is_refused_when_it_is_connected_to(string host)
    {
        if (!IPAddress.TryParse(new Uri($"http://{host}/").Host, out var address))
            address = IPAddress.Loopback;

        var refused = await Should.ThrowAsync<TargetForbiddenException>(() => Dialer(Public, address).ConnectAsync("rebound.example.com", 80, TestContext.Current.CancellationToken));

        refused.Message.ShouldContain("test.targets");
        refused.Message.ShouldNotContain(address.ToString());
    }

    [Fact]
    public async Task Connects_only_to_what_was_checked_of_several_addresses()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var policy = new ConnectPolicy(ConnectPolicy.PublicWord, ["127.0.0.1"]);

        using var socket = await Dialer(policy, IPAddress.Parse("127.0.0.2"), IPAddress.Loopback).ConnectAsync("mixed.example.com", port, TestContext.Current.CancellationToken);

        ((IPEndPoint)socket.RemoteEndPoint!).Address.ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public void A_list_allows_networks_addresses_and_hosts_and_nothing_else()
    {
        var list = new ConnectPolicy(ConnectPolicy.AllowlistWord, ["10.1.0.0/16", "192.0.2.7", "Hooks.example.com", "fd00::/8"]);

        list.Allows("a", IPAddress.Parse("10.1.2.3")).ShouldBeTrue();
        list.Allows("a", IPAddress.Parse("::ffff:10.1.2.3")).ShouldBeTrue();
        list.Allows("a", IPAddress.Parse("192.0.2.7")).ShouldBeTrue();
        list.Allows("a", IPAddress.Parse("fd00::1")).ShouldBeTrue();
        list.Allows("hooks.EXAMPLE.com.", IPAddress.Parse("172.16.0.1")).ShouldBeTrue();
        list.Allows("a", IPAddress.Parse("10.2.0.1")).ShouldBeFalse();
        list.Allows("a", IPAddress.Parse("8.8.8.8")).ShouldBeFalse();
        list.MayAllow("8.8.8.8").ShouldBeFalse();
        new ConnectPolicy(ConnectPolicy.AllowlistWord, ["hooks.example.com"]).MayAllow("other.example.com").ShouldBeFalse();
    }

    [Fact]
    public void Any_is_any() => ConnectPolicy.Any.Allows("localhost", IPAddress.Loopback).ShouldBeTrue();

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("::1", true)]
    [InlineData("mail.example.com", true)]
    [InlineData("10.0.0.0/40", false)]
    [InlineData("a b", false)]
    public void An_entry_is_an_address_a_network_or_a_host(string entry, bool expected) => ConnectPolicy.IsEntry(entry).ShouldBe(expected);

    private static GuardedDialer Dialer(ConnectPolicy policy, params IPAddress[] addresses) => new(policy, "test.targets", (_, _) => Task.FromResult(addresses), _ => { });
}
