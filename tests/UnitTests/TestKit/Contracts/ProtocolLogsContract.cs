using ImapApi.Application.Accounts;
using ImapApi.Application.Logs;
using ImapApi.Application.Settings;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;

namespace ImapApi.TestKit.Contracts;

/// <summary>The protocol logs of accounts that asked for them.</summary>
public abstract class ProtocolLogsContract : StorageTest
{
    private static readonly Account Bob = SampleAccounts.Create(new string('é', 200) + "/../x");
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, 123, TimeSpan.Zero);

    private protected ProtocolLogsContract(IStoragePlace place) : base(place)
    {
    }

    private IProtocolLogSink Sink => Host.Get<IProtocolLogSink>();

    [Fact]
    public async Task Gives_lines_back_as_json_in_their_order()
    {
        await BeginAsync(maxLogLines: 100);

        Sink.Append(Bob.Id, new ProtocolLogLine(Noon, "imap", 3, "client", "A1 LOGIN \"bob\" *** \t é"));
        Sink.Append(Bob.Id, new ProtocolLogLine(Noon, "smtp", 4, "server", "250 OK"));

        (await ReadAsync(Bob)).ShouldBe("""
            {"t":"2026-05-01T12:00:00.123Z","proto":"imap","cid":3,"src":"client","msg":"A1 LOGIN \"bob\" *** \t é"}
            {"t":"2026-05-01T12:00:00.123Z","proto":"smtp","cid":4,"src":"server","msg":"250 OK"}

            """);
    }

    [Fact]
    public async Task Is_empty_where_nothing_was_kept()
    {
        await BeginAsync(maxLogLines: 100);

        (await ReadAsync(Bob)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keeps_exactly_the_newest_lines()
    {
        await BeginAsync(maxLogLines: 7);
        for (var line = 1; line <= 100; line++)
        {
            Sink.Append(Bob.Id, Line($"{line}"));
            if (line % 9 == 0)
                await ReadAsync(Bob); // So that the lines are written in several portions.
        }

        MessagesOf(await ReadAsync(Bob)).ShouldBe(["94", "95", "96", "97", "98", "99", "100"]);
    }

    [Fact]
    public async Task Takes_thousands_of_lines()
    {
        await BeginAsync(maxLogLines: 3000);
        for (var line = 1; line <= 4000; line++)
            Sink.Append(Bob.Id, Line($"{line}"));

        MessagesOf(await ReadAsync(Bob)).ShouldBe(Enumerable.Range(1001, 3000).Select(line => $"{line}"));
    }

    [Fact]
    public async Task Follows_the_settings_live()
    {
        await BeginAsync(maxLogLines: 100);
        var alice = SampleAccounts.Create("alice");
        await Host.Get<IAccountStore>().SaveAsync(alice, Token);
        Sink.IsOn(Bob.Id).ShouldBeTrue();
        Sink.IsOn(alice.Id).ShouldBeFalse();

        await Host.Get<ISettingsStore>().UpdateAsync(_ => new ServiceSettings(new LogSettings(All: false, [alice.Id], 100)), Token);
        Sink.IsOn(Bob.Id).ShouldBeFalse();
        Sink.IsOn(alice.Id).ShouldBeTrue();
        Sink.Append(Bob.Id, Line("not kept"));
        Sink.Append(alice.Id, Line("kept"));
        (await ReadAsync(Bob)).ShouldBeEmpty();
        MessagesOf(await ReadAsync(alice)).ShouldBe(["kept"]);

        await Host.Get<ISettingsStore>().UpdateAsync(_ => new ServiceSettings(new LogSettings(All: true, [], 100)), Token);
        Sink.IsOn(Bob.Id).ShouldBeTrue();
    }

    [Fact]
    public async Task Outlives_a_restart()
    {
        await BeginAsync(maxLogLines: 100);
        Sink.Append(Bob.Id, Line("before"));

        await RestartAsync();
        await Host.Get<ISettingsStore>().GetAsync(Token);
        Sink.Append(Bob.Id, Line("after"));

        MessagesOf(await ReadAsync(Bob)).ShouldBe(["before", "after"]);
    }

    [Fact]
    public async Task Goes_with_the_account_and_is_not_made_again_by_its_last_words()
    {
        await BeginAsync(maxLogLines: 100);
        Sink.Append(Bob.Id, Line("before"));

        await Host.Get<IAccountStore>().RemoveAsync(Bob.Id, Token);
        Sink.Append(Bob.Id, Line("connection closed"));

        (await ReadAsync(Bob)).ShouldBeEmpty();
        await Host.Get<IAccountStore>().SaveAsync(Bob, Token);
        (await ReadAsync(Bob)).ShouldBeEmpty();
    }

    private static ProtocolLogLine Line(string text) => new(Noon, "imap", 1, "server", text);

    private static string[] MessagesOf(string log) => [.. log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("msg").GetString()!)];

    private async Task BeginAsync(int maxLogLines)
    {
        await Host.Get<IAccountStore>().SaveAsync(Bob, Token);
        await Host.Get<ISettingsStore>().UpdateAsync(_ => new ServiceSettings(new LogSettings(All: false, [Bob.Id], maxLogLines)), Token);
    }

    private async Task<string> ReadAsync(Account account)
    {
        using var reader = new StreamReader(await Host.Get<IProtocolLogs>().OpenAsync(account.Id, Token));
        return await reader.ReadToEndAsync(Token);
    }
}
