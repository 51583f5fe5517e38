using System.Net;
using System.Text;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;
using ImapApi.Infrastructure.AuthServer;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.AuthServer;

public sealed class AuthServerClientTests
{
    private const string Secret = "hunter2-is-secret";

    [Theory]
    [InlineData("""{"user":"bob@example.com","pass":"hunter2-is-secret"}""")]
    [InlineData(""" {"expires":3600,"pass":"hunter2-is-secret","accessToken":null,"user":"bob@example.com","nested":{"a":[1]}} """)]
    public async Task A_password_is_read(string answer) =>
        (await AskAsync(_ => Answer(answer))).ShouldBe(new Credentials.Password("bob@example.com", Secret));

    [Fact]
    public async Task An_access_token_is_read() =>
        (await AskAsync(_ => Answer("""{"user":"bob","accessToken":"ya29.A0AfH6"}"""))).ShouldBe(new Credentials.AccessToken("bob", "ya29.A0AfH6"));

    [Theory]
    [InlineData("http://auth.test", "http://auth.test/?account=a%2Fb%20%26%20%C3%A4&proto=smtp")]
    [InlineData("http://auth.test/x?key=1", "http://auth.test/x?key=1&account=a%2Fb%20%26%20%C3%A4&proto=smtp")]
    [InlineData("http://auth.test/x?", "http://auth.test/x?account=a%2Fb%20%26%20%C3%A4&proto=smtp")]
    public async Task The_question_keeps_the_urls_own_query(string url, string asked)
    {
        HttpRequestMessage? request = null;

        await AskAsync(sent => Answer("""{"user":"bob","pass":"x"}""", request = sent), url, account: "a/b & ä");

        request!.RequestUri!.AbsoluteUri.ShouldBe(asked);
        request.Method.ShouldBe(HttpMethod.Get);
        request.Headers.Accept.ToString().ShouldBe("application/json");
        request.Headers.Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task User_and_password_of_the_url_become_basic_authentication()
    {
        HttpRequestMessage? request = null;

        await AskAsync(sent => Answer("""{"user":"bob","pass":"x"}""", request = sent), "https://me:p%C3%A4ss@auth.test/x");

        request!.RequestUri!.UserInfo.ShouldBeEmpty();
        request.Headers.Authorization!.ToString().ShouldBe("Basic " + Convert.ToBase64String("me:päss"u8));
    }

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("<html>hunter2-is-secret</html>", "is not JSON")]
    [InlineData("""{"user":"bob","pass":"hunter2-is-secret"}x""", "is not JSON")]
    [InlineData("""{"user":"bob","user":"eva","pass":"hunter2-is-secret"}""", "names a member twice")]
    [InlineData("""["hunter2-is-secret"]""", "is no object")]
    [InlineData("""{"pass":"hunter2-is-secret"}""", "without \"user\"")]
    [InlineData("""{"user":5,"pass":"hunter2-is-secret"}""", "\"user\" that is no string")]
    [InlineData("""{"user":"","pass":"hunter2-is-secret"}""", "\"user\" that has not 1 to 1024")]
    [InlineData("""{"user":"b\r\nob","pass":"hunter2-is-secret"}""", "\"user\" that has not 1 to 1024")]
    [InlineData("""{"user":"bob"}""", "neither \"pass\" nor \"accessToken\"")]
    [InlineData("""{"user":"bob","pass":"hunter2-is-secret","accessToken":"x"}""", "both \"pass\" and \"accessToken\"")]
    [InlineData("""{"user":"bob","pass":["hunter2-is-secret"]}""", "\"pass\" that is no string")]
    [InlineData("""{"user":"bob","accessToken":"hunter2-is-secret\u0001"}""", "\"accessToken\" that has not 1 to 16384")]
    [InlineData("""{"user":"bob","pass":"\ud800"}""", "\"pass\" that")]
    public async Task What_is_wrong_with_an_answer_is_said_without_quoting_it(string answer, string why)
    {
        var error = await FailAsync(_ => Answer(answer));

        error.Message.ShouldContain(why);
        error.ToString().ShouldNotContain(Secret);
        error.ServerResponse.ShouldBeNull();
    }

    [Theory]
    [InlineData(302, "redirects are not followed")]
    [InlineData(401, "it refused us")]
    [InlineData(404, "does not know the account")]
    [InlineData(500, "it failed itself")]
    [InlineData(204, "where 200 was expected")]
    public async Task What_a_status_means_is_said(int status, string why)
    {
        var error = await FailAsync(_ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(Secret), Headers = { Location = new Uri("http://elsewhere.test/") } });

        error.Message.ShouldBe($"The authentication server http://auth.test, asked for the smtp credentials of account 'example', answered {status}{error.Message[(error.Message.IndexOf("answered", StringComparison.Ordinal) + 12)..]}");
        error.Message.ShouldContain(why);
        error.ToString().ShouldNotContain(Secret);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_long_answer_is_not_read_to_its_end(bool announced)
    {
        var body = new EndlessStream();
        var content = new StreamContent(body);
        content.Headers.ContentLength = announced ? 1L << 40 : null;

        (await FailAsync(_ => new HttpResponseMessage { Content = content })).Message.ShouldContain("more than 65536 bytes");

        body.BytesRead.ShouldBeLessThan(200_000);
    }

    [Fact]
    public async Task An_answer_of_64_KiB_is_read() =>
        (await AskAsync(_ => Answer("""{"user":"bob","pass":"x","padding":""" + "\"" + new string('x', 65536 - 41) + "\"}"))).ShouldBe(new Credentials.Password("bob", "x"));

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        var time = new FakeTimeProvider();
        var client = Client(async (_, cancelled) =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
            throw new InvalidOperationException();
        }, time);

        (await Should.ThrowAsync<MailServerUnavailableException>(() => client.AskAsync(Question("http://auth.test"), CancellationToken.None))).Message.ShouldEndWith("did not answer within 10 s.");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_not_to_run()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var handler = new SocketsHttpHandler();
        var client = new AuthServerClient(new HttpMessageInvoker(handler), Options.Create(new AuthServerOptions()), TimeProvider.System);

        (await Should.ThrowAsync<MailServerUnavailableException>(() => client.AskAsync(Question($"http://127.0.0.1:{port}/secret?key=5"), CancellationToken.None)))
            .Message.ShouldBe($"The authentication server http://127.0.0.1:{port}, asked for the smtp credentials of account 'example', does not run: the connection was refused.");
    }

    private static async Task<MailServerUnavailableException> FailAsync(Func<HttpRequestMessage, HttpResponseMessage> server)
    {
        var error = await Should.ThrowAsync<MailServerUnavailableException>(() => AskAsync(server));
        error.Code.ShouldBe("AuthServerFailed");
        error.Retryable.ShouldBeTrue();
        return error;
    }

    private static Task<Credentials> AskAsync(Func<HttpRequestMessage, HttpResponseMessage> server, string url = "http://auth.test/path?secret=1", string account = "example") =>
        Client((request, _) => Task.FromResult(server(request)), TimeProvider.System).AskAsync(Question(url, account), CancellationToken.None);

    private static AuthServerClient Client(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> server, TimeProvider time) =>
        new(new HttpMessageInvoker(new ScriptedHandler(server)), Options.Create(new AuthServerOptions()), time);

    private static AuthServerQuestion Question(string url, string account = "example") => new(HttpUrl.Parse(url), AccountId.Parse(account), "smtp", IsRenewal: false);

    private static HttpResponseMessage Answer(string body, HttpRequestMessage? request = null) =>
        new() { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private sealed class EndlessStream : MemoryStream
    {
        public long BytesRead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            BytesRead += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
