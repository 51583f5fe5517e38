using System.Net;
using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Storage.Redis;

namespace ImapApi.UnitTests.Infrastructure.Storage;

public sealed class RedisAddressTests
{
    [Theory]
    [InlineData("redis://redis.example.com", "redis.example.com", 6379, 0, null, null, false)]
    [InlineData("redis://127.0.0.1:6380/8", "127.0.0.1", 6380, 8, null, null, false)]
    [InlineData("rediss://bob:p%40ss%3A%2F@redis.example.com:1/2", "redis.example.com", 1, 2, "bob", "p@ss:/", true)]
    [InlineData("redis://:secret@redis.example.com", "redis.example.com", 6379, 0, null, "secret", false)]
    [InlineData("redis.example.com:1,password=secret,defaultDatabase=3,ssl=true", "redis.example.com", 1, 3, null, "secret", true)]
    public void Reads_addresses(string address, string host, int port, int database, string? user, string? password, bool tls)
    {
        var options = RedisAddress.Parse(address);

        options.EndPoints.Single().ShouldBe(IPAddress.TryParse(host, out var ip) ? new IPEndPoint(ip, port) : new DnsEndPoint(host, port));
        (options.DefaultDatabase ?? 0, options.User, options.Password, options.Ssl).ShouldBe((database, user, password, tls));
        options.AbortOnConnectFail.ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://secret@redis.example.com")]
    [InlineData("redis://")]
    [InlineData("redis://secret@host/not-a-number")]
    [InlineData("password=secret")]
    [InlineData("host,nonsense=secret")]
    public void Refuses_what_is_no_address_without_showing_it(string address)
    {
        var message = Should.Throw<StartupException>(() => RedisAddress.Parse(address)).Message;

        message.ShouldStartWith("dbs.redis is not a Redis address");
        message.ShouldNotContain("secret");
    }
}
