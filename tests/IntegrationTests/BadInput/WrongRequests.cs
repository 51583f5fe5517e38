using System.Net;
using System.Text;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.BadInput;

public sealed class WrongRequests(SharedServers servers)
{
    [Theory]
    [InlineData("pageSize=0", "pageSize")]
    [InlineData("pageSize=1001", "pageSize")]
    [InlineData("pageSize=-5", "pageSize")]
    [InlineData("pageSize=99999999999999999999", "pageSize")]
    [InlineData("pageSize=ten", "pageSize")]
    [InlineData("pageSize=1.5", "pageSize")]
    [InlineData("pageSize=", "pageSize")]
    [InlineData("page=-1", "page")]
    [InlineData("page=99999999999", "page")]
    [InlineData("pagesize=5", "pagesize")]
    [InlineData("limit=5", "limit")]
    [InlineData("page=1&page=2", "page")]
    public async Task Name_the_wrong_key_of_a_query(string query, string key)
    {
        var account = await servers.AccountAsync();
        (await account.GetAsync($"messages?path=INBOX&{query}")).Invalid(key);
        (await account.Api.GetAsync($"/v1/accounts?{query}")).Invalid(key);
    }

    [Fact]
    public async Task Are_told_all_their_faults_at_once()
    {
        var account = await servers.AccountAsync();
        (await account.GetAsync("messages?page=-1&pageSize=0&colour=red")).Invalid("path", "page", "pageSize", "colour");
        (await account.Api.PostAsync("/v1/account", """{"account":"","name":7,"imap":{"host":"a b","port":0,"secure":"yes","auth":{"user":"","pass":"p"},"colour":1},"speed":9}"""))
            .Invalid("account", "name", "imap.host", "imap.port", "imap.secure", "imap.auth.user", "imap.colour", "speed");
        (await account.Api.PostAsync("/v1/account", "{}")).Invalid("account", "name");
    }

    [Theory]
    [InlineData("""{"account":"x","name":"x","imap":{"host":"h","port":1,"auth":{"user":"u","pass":"p","accessToken":"t"}}}""", "imap.auth")]
    [InlineData("""{"account":"x","name":"x","imap":{"host":"h","port":1,"auth":{"user":"u","pass":"p"},"useAuthServer":true}}""", "imap.useAuthServer")]
    [InlineData("""{"account":"x","name":"x","imap":{"host":"h","port":1}}""", "imap.auth")]
    [InlineData("""{"account":"x","name":"x","imap":{"host":"h","port":1,"auth":{"user":"u","pass":"p"},"tls":{"minVersion":"SSLv3"}}}""", "imap.tls.minVersion")]
    [InlineData("""{"account":"x","name":"x","imap":[]}""", "imap")]
    [InlineData("""{"account":"x","name":"x","imap":{"host":"h","port":"143","auth":{"user":"u","pass":"p"}}}""", "imap.port")]
    [InlineData("""{"account":"x","name":"x","imap":{"host":"h","port":143.5,"auth":{"user":"u","pass":"p"}}}""", "imap.port")]
    [InlineData("""{"account":".","name":"x"}""", "account")]
    [InlineData("""{"account":"..","name":"x"}""", "account")]
    [InlineData("""{"account":5,"name":"x"}""", "account")]
    public async Task Name_the_wrong_key_of_a_body(string body, string key) =>
        (await (await servers.ApiAsync()).Client.PostAsync("/v1/account", body)).Invalid(key);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"account\":\"x\",}")]
    [InlineData("{\"account\":\"\\uD800\",\"name\":\"x\"}")]
    [InlineData("{\"\\uDC00\":\"x\",\"name\":\"x\"}")]
    [InlineData("{\"account\":\"x\"} trailing")]
    [InlineData("<account/>")]
    public async Task May_be_no_json_at_all(string body) =>
        (await (await servers.ApiAsync()).Client.PostAsync("/v1/account", body)).Problem(HttpStatusCode.BadRequest, "InvalidInput");

    [Fact]
    public async Task May_nest_without_end()
    {
        var api = (await servers.ApiAsync()).Client;
        (await api.PostAsync("/v1/account", new string('[', 1_000_000))).Problem(HttpStatusCode.BadRequest, "InvalidInput");
        (await api.PostAsync("/v1/account", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)))).Problem(HttpStatusCode.BadRequest, "InvalidInput");
    }

    [Fact]
    public async Task Must_be_json_by_their_own_word()
    {
        var api = (await servers.ApiAsync()).Client;
        using var form = new StringContent("""{"account":"x","name":"x"}""", Encoding.UTF8, "text/plain");
        (await api.SendAsync(HttpMethod.Post, "/v1/account", form)).Problem(HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType");
        (await api.SendAsync(HttpMethod.Post, "/v1/account")).Problem(HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType");
        using var bytes = new ByteArrayContent([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
        bytes.Headers.ContentType = new("application/json");
        (await api.SendAsync(HttpMethod.Post, "/v1/account", bytes)).Problem(HttpStatusCode.BadRequest, "InvalidInput");
    }

    [Fact]
    public async Task May_announce_a_hundred_megabytes()
    {
        var program = await servers.ApiAsync();
        using var body = new EndlessBody(100L * 1024 * 1024, announced: true);
        var answer = await program.Client.SendAsync(HttpMethod.Post, "/v1/account", body, headers => headers.ExpectContinue = true);
        answer.Problem(HttpStatusCode.RequestEntityTooLarge, "TooLarge");
        body.Sent.ShouldBe(0);
    }

    [Fact]
    public async Task May_never_end()
    {
        var program = await servers.ApiAsync();
        using var body = new EndlessBody(1000L * 1024 * 1024, announced: false);
        try
        {
            (await program.Client.SendAsync(HttpMethod.Post, "/v1/account", body)).Problem(HttpStatusCode.RequestEntityTooLarge, "TooLarge");
        }
        catch (HttpRequestException)
        {
            // The answer was sent and the connection closed; whether a client that still writes can read it is up to its network.
        }

        body.Sent.ShouldBeLessThan(70L * 1024 * 1024);
        (await program.Client.GetAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("evil.example.com")]
    [InlineData("127.0.0.1.evil.example.com")]
    public async Task Must_be_for_this_host(string host)
    {
        var api = (await servers.ApiAsync()).Client;
        (await api.SendAsync(HttpMethod.Get, "/v1/accounts", headers: headers => headers.Host = host)).Problem(HttpStatusCode.MisdirectedRequest, "MisdirectedRequest");
        (await api.SendAsync(HttpMethod.Get, "/v1/accounts", headers: headers => headers.Host = "localhost")).Ok();
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("Forwarded", "for=10.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "10.0.0.1")]
    public async Task Must_not_come_through_a_proxy_while_anybody_may_call(string name, string value) =>
        (await (await servers.ApiAsync()).Client.SendAsync(HttpMethod.Get, "/v1/accounts", headers: headers => headers.TryAddWithoutValidation(name, value)))
            .Problem(HttpStatusCode.Unauthorized, "Unauthorized");
}
