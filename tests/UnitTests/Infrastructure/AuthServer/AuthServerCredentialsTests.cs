using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;
using ImapApi.Infrastructure.AuthServer;
using ImapApi.TestKit;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Fakes;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.AuthServer;

public sealed class AuthServerCredentialsTests
{
    private static readonly AccountId Bob = AccountId.Parse("bob");
    private static readonly ServerEndpoint Asking = SampleAccounts.Endpoint with { Credentials = new Credentials.AuthServer() };

    private readonly InMemorySettingsStore _settings = new();
    private readonly Pulse _pulse = new();
    private readonly List<string> _asked = [];
    private readonly AuthServerCredentials _source;
    private Func<Task<string>> _answer = () => Task.FromResult("""{"user":"bob","pass":"one"}""");

    public AuthServerCredentialsTests()
    {
        var http = new HttpMessageInvoker(new ScriptedHandler(async (request, _) =>
        {
            lock (_asked)
                _asked.Add(request.RequestUri!.Query);
            _pulse.Beat();
            return new HttpResponseMessage { Content = new StringContent(await _answer()) };
        }));
        _source = new AuthServerCredentials(new SharedQuestions(new AuthServerClient(http, Options.Create(new AuthServerOptions()), TimeProvider.System)), _settings);
    }

    [Fact]
    public async Task An_account_with_credentials_of_its_own_asks_nobody()
    {
        await SetAsync("http://auth.test");

        (await _source.GetAsync(null, SampleAccounts.Endpoint, "imap", CancellationToken.None)).ShouldBe(SampleAccounts.Endpoint.Credentials);
        (await _source.RenewAsync(null, SampleAccounts.Endpoint, "imap", SampleAccounts.Endpoint.Credentials, CancellationToken.None)).ShouldBeNull();

        _asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_authentication_asks_anew_at_the_server_that_is_set_then()
    {
        await SetAsync("http://auth.test/one?x");
        (await GetAsync(Bob, "imap")).ShouldBe(new Credentials.Password("bob", "one"));
        _answer = () => Task.FromResult("""{"user":"bob","pass":"two"}""");
        (await GetAsync(Bob, "imap")).ShouldBe(new Credentials.Password("bob", "two"));
        await SetAsync("http://auth.test/two?y");
        await GetAsync(Bob, "smtp");

        _asked.ShouldBe(["?x&account=bob&proto=imap", "?x&account=bob&proto=imap", "?y&account=bob&proto=smtp"]);
    }

    [Fact]
    public async Task Concurrent_questions_for_one_account_and_protocol_share_a_call()
    {
        await SetAsync("http://auth.test");
        var answer = new TaskCompletionSource<string>();
        _answer = () => answer.Task;
        using var impatient = new CancellationTokenSource();
        var givenUp = _source.GetAsync(Bob, Asking, "imap", impatient.Token);
        var others = Enumerable.Range(0, 50).Select(_ => GetAsync(Bob, "imap")).ToArray();
        Task<Credentials>[] apart = [GetAsync(Bob, "smtp"), GetAsync(AccountId.Parse("eva"), "imap")];
        await _pulse.WaitUntilAsync(() => Asked == 3, "three calls");

        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => givenUp);
        answer.SetResult("""{"user":"bob","pass":"shared"}""");
        (await Task.WhenAll(others.Concat(apart))).ShouldAllBe(credentials => credentials == new Credentials.Password("bob", "shared"));

        _asked.Order().ShouldBe(["?account=bob&proto=imap", "?account=bob&proto=smtp", "?account=eva&proto=imap"]);
    }

    [Fact]
    public async Task A_renewed_question_is_not_answered_by_one_from_before_the_refusal()
    {
        await SetAsync("http://auth.test");
        var old = new TaskCompletionSource<string>();
        _answer = () => old.Task;
        var before = GetAsync(Bob, "imap");
        await _pulse.WaitUntilAsync(() => Asked == 1, "the first call");
        _answer = () => Task.FromResult("""{"user":"bob","accessToken":"new"}""");

        var renewed = await RenewAsync(new Credentials.AccessToken("bob", "expired"));
        old.SetResult("""{"user":"bob","accessToken":"expired"}""");

        renewed.ShouldBe(new Credentials.AccessToken("bob", "new"));
        (await before).ShouldBe(new Credentials.AccessToken("bob", "expired"));
    }

    [Fact]
    public async Task The_same_credentials_again_are_none()
    {
        await SetAsync("http://auth.test");

        (await RenewAsync(new Credentials.Password("bob", "one"))).ShouldBeNull();
        (await RenewAsync(new Credentials.Password("bob", "zero"))).ShouldBe(new Credentials.Password("bob", "one"));
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        await SetAsync("http://auth.test");
        _answer = () => Task.FromResult("nonsense");
        await Should.ThrowAsync<MailServerUnavailableException>(() => GetAsync(Bob, "imap"));
        _answer = () => Task.FromResult("""{"user":"bob","pass":"well"}""");

        (await GetAsync(Bob, "imap")).ShouldBe(new Credentials.Password("bob", "well"));
    }

    [Fact]
    public async Task Without_a_server_it_is_said_where_to_set_one()
    {
        var error = await Should.ThrowAsync<MailServerUnavailableException>(() => GetAsync(Bob, "imap"));

        error.Code.ShouldBe("AuthServerFailed");
        error.Message.ShouldContain("POST /v1/settings");
    }

    private int Asked
    {
        get
        {
            lock (_asked)
                return _asked.Count;
        }
    }

    private Task<Credentials> GetAsync(AccountId account, string protocol) => _source.GetAsync(account, Asking, protocol, CancellationToken.None);

    private Task<Credentials?> RenewAsync(Credentials refused) => _source.RenewAsync(Bob, Asking, "imap", refused, CancellationToken.None);

    private Task<ServiceSettings> SetAsync(string url) => _settings.UpdateAsync(settings => settings with { AuthServer = HttpUrl.Parse(url) }, CancellationToken.None);
}
