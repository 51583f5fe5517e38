using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.TestKit.Builders;

namespace ImapApi.UnitTests.Application;

public sealed class UpdateAccountTests : IAsyncDisposable
{
    private static readonly Account Stored = SampleAccounts.Create();
    private static readonly ServerEndpoint Imap = Stored.Imap!;
    private readonly UseCases _useCases = new();

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    [Fact]
    public async Task A_new_name_leaves_the_connection_alone()
    {
        await UpdateAsync(new UpdateAccount(Stored.Id, "Robert", null, null));

        (await FindAsync()).ShouldBe(Stored with { Name = "Robert" });
        _useCases.Connections.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_password_reconnects()
    {
        var credentials = new Credentials.Password("bob@example.com", "new");

        await UpdateAsync(new UpdateAccount(Stored.Id, null, Change(Imap, credentials), null));

        (await FindAsync()).ShouldBe(Stored with { Imap = Imap with { Credentials = credentials } });
        _useCases.Connections.Calls.ShouldBe(["reconnect bob"]);
    }

    [Fact]
    public async Task The_same_settings_without_credentials_keep_the_stored_ones_and_the_connection()
    {
        await UpdateAsync(new UpdateAccount(Stored.Id, null, Change(Imap), null));

        (await FindAsync()).ShouldBe(Stored);
        _useCases.Connections.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task New_smtp_settings_leave_the_imap_connection_alone()
    {
        var smtp = Stored.Smtp! with { Port = 587, Secure = false };

        await UpdateAsync(new UpdateAccount(Stored.Id, null, null, Change(smtp, smtp.Credentials)));

        (await FindAsync()).ShouldBe(Stored with { Smtp = smtp });
        _useCases.Connections.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_may_be_added_with_credentials()
    {
        await _useCases.Accounts.SaveAsync(Stored with { Imap = null }, default);

        await _useCases.SendAsync(new UpdateAccount(Stored.Id, null, Change(Imap, Imap.Credentials), null));

        (await FindAsync()).ShouldBe(Stored);
        _useCases.Connections.Calls.ShouldBe(["reconnect bob"]);
    }

    public static TheoryData<string> Elsewhere => new("host", "port", "secure", "tls");

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task A_stored_password_is_not_pointed_at_another_server(string difference)
    {
        var elsewhere = difference switch
        {
            "host" => Imap with { Host = "evil.example.com" },
            "port" => Imap with { Port = 1993 },
            "secure" => Imap with { Secure = false },
            _ => Imap with { Tls = new TlsPolicy(RejectUnauthorized: false) },
        };
        await _useCases.Accounts.SaveAsync(Stored, default);

        (await _useCases.KeysRefusedAsync(new UpdateAccount(Stored.Id, null, Change(elsewhere), Change(elsewhere)))).ShouldBe(["imap.auth", "smtp.auth"]);

        (await FindAsync()).ShouldBe(Stored);
        _useCases.Connections.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_nothing_is_stored()
    {
        await _useCases.Accounts.SaveAsync(Stored with { Smtp = null }, default);

        (await _useCases.KeysRefusedAsync(new UpdateAccount(Stored.Id, "", Change(Imap with { Host = "no host", Port = 0 }), Change(Imap with { Port = 0 }))))
            .ShouldBe(["imap.auth", "smtp.auth", "name", "imap.host", "imap.port", "smtp.port"]);

        (await FindAsync()).ShouldBe(Stored with { Smtp = null });
    }

    [Fact]
    public async Task Something_must_be_given() => (await _useCases.KeysRefusedAsync(new UpdateAccount(Stored.Id, null, null, null))).ShouldBe(["body"]);

    private static EndpointChange Change(ServerEndpoint endpoint, Credentials? credentials = null) => new(endpoint.Host, endpoint.Port, endpoint.Secure, endpoint.Tls, credentials);

    private async Task UpdateAsync(UpdateAccount update)
    {
        await _useCases.Accounts.SaveAsync(Stored, default);
        await _useCases.SendAsync(update);
    }

    private Task<Account?> FindAsync() => _useCases.Accounts.FindAsync(Stored.Id, default);
}
