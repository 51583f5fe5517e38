using System.Runtime.Versioning;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Health;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Security;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.Storage;

/// <summary>What is accepted at start and what is refused, with which words.</summary>
public sealed class StoreOpeningTests : IDisposable
{
    private readonly TempDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Is_ready_once_it_is_started()
    {
        await using var host = await StartAsync();

        (await host.Get<IReadiness>().WhyNotAsync(default)).ShouldBeNull();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Makes_a_directory_that_only_its_owner_can_read()
    {
        Directory.CreateDirectory(_data["nested"], (UnixFileMode)0b111_111_111);

        await using var host = await StorageHost.StartAsync(_data["nested"]);
        await host.Get<IAccountStore>().SaveAsync(SampleAccounts.Create(), default);

        File.GetUnixFileMode(_data["nested"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var files = Directory.GetFiles(_data["nested"]);
        files.Select(Path.GetFileName).ShouldBe(["imapapi.db", "imapapi.db-shm", "imapapi.db-wal", "key", "lock", "store-id"], ignoreOrder: true);
        files.ShouldAllBe(file => File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Refuses_a_directory_that_another_process_uses()
    {
        await using var first = await StartAsync();

        (await RefusedAsync()).ShouldBe($"The data directory '{_data.Path}' is in use by another ImapApi process; stop that one, or set dbs.path to another directory.");

        await first.Get<IAccountStore>().SaveAsync(SampleAccounts.Create(), default);
    }

    [Fact]
    public async Task Refuses_a_path_that_is_a_file()
    {
        await File.WriteAllTextAsync(_data["file"], "");

        (await Should.ThrowAsync<StartupException>(() => StorageHost.StartAsync(_data["file"]))).Message.ShouldContain("make it a directory");
    }

    [Fact]
    public async Task Refuses_a_store_that_was_emptied()
    {
        await (await StartAsync()).DisposeAsync();
        File.Delete(_data["imapapi.db"]);

        var message = await RefusedAsync();
        message.ShouldContain("is empty");
        message.ShouldContain($"delete '{_data["store-id"]}' to begin with an empty one");

        File.Delete(_data["store-id"]);
        await (await StartAsync()).DisposeAsync();
    }

    [Fact]
    public async Task Refuses_a_store_that_belongs_to_another_directory()
    {
        using var other = new TempDirectory();
        await (await StartAsync()).DisposeAsync();
        await (await StorageHost.StartAsync(other.Path)).DisposeAsync();
        File.Copy(other["imapapi.db"], _data["imapapi.db"], overwrite: true);

        (await RefusedAsync()).ShouldContain("is not the one that this data directory belongs to");
    }

    [Fact]
    public async Task Takes_up_a_first_start_that_was_cut_short()
    {
        await (await StartAsync()).DisposeAsync();
        File.Delete(_data["store-id"]); // It is written last.

        await (await StartAsync()).DisposeAsync();

        File.Exists(_data["store-id"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Refuses_another_number_of_partitions_and_says_the_right_one()
    {
        await (await StartAsync(("store:partitions", "8"))).DisposeAsync();

        (await RefusedAsync()).ShouldEndWith("was made with 8 partitions; set store.partitions = 8.");
        await (await StartAsync(("store:partitions", "8"))).DisposeAsync();
    }

    [Theory]
    [InlineData("store:partitions", "0")]
    [InlineData("store:partitions", "100000")]
    [InlineData("dbs:path", "")]
    public async Task Refuses_options_out_of_range(string key, string value) =>
        await Should.ThrowAsync<OptionsValidationException>(() => StartAsync((key, value)));

    [Fact]
    public async Task Refuses_a_damaged_database()
    {
        await File.WriteAllTextAsync(_data["imapapi.db"], new string('x', 8192));

        (await RefusedAsync()).ShouldContain("cannot be opened");
    }

    [Fact]
    public async Task Refuses_a_format_of_a_later_version()
    {
        await (await StartAsync()).DisposeAsync();
        await using (var connection = new SqliteConnection($"Data Source={_data["imapapi.db"]};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE meta SET value = CAST(replace(value, '\"format\":1', '\"format\":2') AS BLOB)";
            command.ExecuteNonQuery().ShouldBe(1);
        }

        (await RefusedAsync()).ShouldContain("has format 2");
    }

    [Fact]
    public async Task Refuses_another_key_and_leaves_the_lost_one_a_place_to_return_to()
    {
        await using (var host = await StartAsync())
            await host.Get<IAccountStore>().SaveAsync(SampleAccounts.Create(), default);
        File.Move(_data["key"], _data["lost"]);

        (await RefusedAsync()).ShouldContain("were encrypted with another key");
        (await RefusedAsync(("security:key", SecretKey.Create().ToBase64()))).ShouldContain("were encrypted with another key");
        File.Exists(_data["key"]).ShouldBeFalse();

        // The same key from the configuration is as good.
        await using var again = await StartAsync(("security:keyFile", _data["lost"]));
        (await again.Get<IAccountStore>().FindAsync(AccountId.Parse("bob"), default)).ShouldBe(SampleAccounts.Create());
    }

    [Theory]
    [InlineData("security:key", "too short", "security.key is not base64 of 32 bytes")]
    [InlineData("security:key", "AAAA", "security.key is not base64 of 32 bytes")]
    [InlineData("security:keyFile", "/nowhere/at/all", "The file '/nowhere/at/all' of security.keyFile cannot be read")]
    public async Task Refuses_a_key_that_is_none(string name, string value, string words) => (await RefusedAsync((name, value))).ShouldStartWith(words);

    [Fact]
    public async Task Refuses_two_configured_keys() =>
        (await RefusedAsync(("security:key", SecretKey.Create().ToBase64()), ("security:keyFile", "x"))).ShouldStartWith("Both security.key and security.keyFile are set");

    [Fact]
    public async Task Writes_no_secret_that_could_be_found_in_the_files()
    {
        const string Password = "correct horse battery staple";
        const string Token = "ya29.A0ARrdaM-token-of-alice";
        await using (var host = await StartAsync())
        {
            var account = SampleAccounts.Create() with
            {
                Imap = SampleAccounts.Endpoint with { Credentials = new Credentials.Password("bob@example.com", Password) },
                Smtp = SampleAccounts.Endpoint with { Credentials = new Credentials.AccessToken("alice@example.com", Token) },
            };
            await host.Get<IAccountStore>().SaveAsync(account, default);
            await host.Get<IAccountStore>().UpdateAsync(account.Id, stored => stored with { Name = "Robert" }, default);
            Check(["plain"], "bob@example.com"); // What is no secret is found, so the search works.
        }

        Check([], Password);
        Check([], Token);

        void Check(string[] expected, string text) =>
            Directory.GetFiles(_data.Path).Where(file => Path.GetFileName(file) != "lock").SelectMany(file => SecretTraces.In(ReadShared(file), text)).Distinct().ShouldBe(expected);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private Task<StorageHost> StartAsync(params (string Key, string Value)[] configuration) =>
        StorageHost.StartAsync(_data.Path, configuration: configuration.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));

    private async Task<string> RefusedAsync(params (string Key, string Value)[] configuration) =>
        (await Should.ThrowAsync<StartupException>(() => StartAsync(configuration))).Message;
}
