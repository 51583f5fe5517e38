using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Storage.Logs;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;

namespace ImapApi.UnitTests.Infrastructure.Storage;

/// <summary>Protocol logs as files.</summary>
public sealed class ProtocolLogFilesTests : IAsyncLifetime
{
    private static readonly Account Bob = SampleAccounts.Create();

    private readonly TempDirectory _data = new();
    private StorageHost? _host;

    private IProtocolLogArchive Archive => _host!.Get<IProtocolLogArchive>();

    private string File => Path.Combine(_data["logs"], Bob.Id.Key + ".ndjson");

    public async ValueTask InitializeAsync()
    {
        _host = await StorageHost.StartAsync(_data.Path);
        await _host.Get<IAccountStore>().SaveAsync(Bob, default);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Cuts_off_half_a_line_that_a_killed_process_left()
    {
        Directory.CreateDirectory(_data["logs"]);
        await System.IO.File.WriteAllTextAsync(File, "one\ntwo\nhal");

        await AppendAsync(10, "three\n");

        (await System.IO.File.ReadAllTextAsync(File)).ShouldBe("one\ntwo\nthree\n");
    }

    [Fact]
    public async Task Never_holds_more_than_twice_what_is_kept()
    {
        for (var round = 0; round < 50; round++)
            await AppendAsync(10, [.. Enumerable.Range(0, round % 25).Select(line => $"{round}.{line}\n")]);

        var files = Directory.GetFiles(_data["logs"]);
        files.Length.ShouldBe(2);
        files.Sum(file => System.IO.File.ReadAllLines(file).Length).ShouldBeInRange(10, 20);
    }

    [Fact]
    public async Task Goes_on_when_its_files_were_deleted_under_it()
    {
        await AppendAsync(3, "one\n", "two\n", "three\n");
        Directory.Delete(_data["logs"], recursive: true);
        await Should.ThrowAsync<IOException>(() => AppendAsync(3, "lost\n"));

        await AppendAsync(3, "four\n");

        (await System.IO.File.ReadAllTextAsync(File)).ShouldBe("four\n");
    }

    [Fact]
    public async Task Is_read_whole_while_it_is_being_removed()
    {
        await AppendAsync(10, "one\n", "two\n");
        var blocks = Archive.ReadAsync(Bob.Id, 10, default).GetAsyncEnumerator();
        (await blocks.MoveNextAsync()).ShouldBeTrue();

        await Archive.RemoveAsync(Bob.Id, default);

        System.Text.Encoding.UTF8.GetString(blocks.Current.Span).ShouldBe("one\ntwo\n");
        await blocks.DisposeAsync();
        Directory.GetFiles(_data["logs"]).ShouldBeEmpty();
    }

    private Task AppendAsync(int keep, params string[] lines) => Archive.AppendAsync(Bob.Id, [.. lines.Select(System.Text.Encoding.UTF8.GetBytes)], keep, default);
}
