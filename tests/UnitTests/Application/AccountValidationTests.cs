using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Builders;

namespace ImapApi.UnitTests.Application;

public sealed class AccountValidationTests : IAsyncDisposable
{
    private readonly UseCases _useCases = new();

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_in_the_callers_words()
    {
        var account = SampleAccounts.Create(name: "") with
        {
            Imap = new ServerEndpoint("not a host", 0, Secure: true, TlsPolicy.Default, new Credentials.Password("bob\r\n", "")),
            Smtp = new ServerEndpoint("", 65536, Secure: true, TlsPolicy.Default, new Credentials.AccessToken("", "a\0b")),
        };

        (await _useCases.KeysRefusedAsync(new RegisterAccount(account)))
            .ShouldBe(["name", "imap.host", "imap.port", "imap.auth.user", "imap.auth.pass", "smtp.host", "smtp.port", "smtp.auth.user", "smtp.auth.accessToken"]);

        _useCases.Connections.Calls.ShouldBeEmpty();
        (await _useCases.Accounts.FindAsync(account.Id, default)).ShouldBeNull();
    }

    [Theory]
    [InlineData("mail.example.com", true)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("münchen.example", true)]
    [InlineData("", false)]
    [InlineData("mail.example.com:993", false)]
    [InlineData("https://mail.example.com", false)]
    [InlineData("mail example", false)]
    [InlineData("bob@mail.example.com", false)]
    [InlineData("mail.example.com\r\n", false)]
    [InlineData("a\u2028b", false)]
    public async Task A_host_is_a_name_or_an_address(string host, bool valid)
    {
        var register = new RegisterAccount(SampleAccounts.Create() with { Imap = SampleAccounts.Endpoint with { Host = host } });

        if (valid)
            (await _useCases.SendAsync(register)).ShouldBeTrue();
        else
            (await _useCases.KeysRefusedAsync(register)).ShouldBe(["imap.host"]);
    }

    [Theory]
    [InlineData("Bob\n")]
    [InlineData("\0")]
    [InlineData("a\u0085")]
    public async Task A_name_is_one_line(string name) => (await _useCases.KeysRefusedAsync(new RegisterAccount(SampleAccounts.Create(name: name)))).ShouldBe(["name"]);

    [Fact]
    public async Task Lengths_are_bounded()
    {
        var account = SampleAccounts.Create(name: new string('n', 257)) with
        {
            Imap = SampleAccounts.Endpoint with { Credentials = new Credentials.Password(new string('u', 1025), new string('p', 16 * 1024 + 1)) },
            Smtp = SampleAccounts.Endpoint with { Host = string.Join('.', Enumerable.Repeat("host", 52)) },
        };

        (await _useCases.KeysRefusedAsync(new RegisterAccount(account))).ShouldBe(["name", "imap.auth.user", "imap.auth.pass", "smtp.host"]);
    }

    [Fact]
    public async Task The_authentication_server_needs_no_user() =>
        (await _useCases.SendAsync(new RegisterAccount(SampleAccounts.Create() with { Imap = SampleAccounts.Endpoint with { Credentials = new Credentials.AuthServer() } }))).ShouldBeTrue();

    [Fact]
    public async Task Verifying_needs_a_server_and_checks_both()
    {
        var bad = SampleAccounts.Endpoint with { Port = -1 };

        (await _useCases.KeysRefusedAsync(new VerifyAccount(null, null))).ShouldBe(["body"]);
        (await _useCases.KeysRefusedAsync(new VerifyAccount(bad, bad))).ShouldBe(["imap.port", "smtp.port"]);
        (await _useCases.KeysRefusedAsync(new VerifyAccount(null, SampleAccounts.Endpoint) { Mailboxes = true })).ShouldBe(["mailboxes"]);
    }

    [Fact]
    public async Task Verifying_by_way_of_the_authentication_server_needs_an_account()
    {
        var asking = SampleAccounts.Endpoint with { Credentials = new Credentials.AuthServer() };

        (await _useCases.KeysRefusedAsync(new VerifyAccount(SampleAccounts.Endpoint, asking))).ShouldBe(["account"]);
    }

    [Theory]
    [InlineData(-1, 20, "page")]
    [InlineData(PageRequest.MaxPage + 1, 20, "page")]
    [InlineData(0, 0, "pageSize")]
    [InlineData(0, 1001, "pageSize")]
    [InlineData(-1, -1, "page pageSize")]
    public async Task Pages_have_bounds(int page, int size, string keys) =>
        (await _useCases.KeysRefusedAsync(new ListAccounts(new PageRequest(page, size), null, null))).ShouldBe(keys.Split(' '));
}
