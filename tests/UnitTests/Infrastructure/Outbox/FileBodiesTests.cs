using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Outbox;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Storage;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.Outbox;

public sealed class FileBodiesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TempDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_half_written_file_is_swept_though_its_entry_is_needed_and_a_strangers_file_stays()
    {
        var folder = Directory.CreateDirectory(_data["outbox"]).FullName;
        var (half, whole) = (QueueId.Create(Now.AddHours(-2), 1, 1), QueueId.Create(Now.AddHours(-2), 1, 2));
        foreach (var name in (string[])[$"{half}.new", $"{whole}", "notes.txt"])
            await File.WriteAllTextAsync(Path.Combine(folder, name), "x", TestContext.Current.CancellationToken);

        await Bodies.SweepAsync(AsyncEnumerable.Empty<AccountId>(), new HashSet<QueueId> { half, whole }, Now.AddHours(-1), TestContext.Current.CancellationToken);

        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldBe([$"{whole}", "notes.txt"], ignoreOrder: true);
    }

    private FileBodies Bodies => new(new DataDirectory(Options.Create(new DbsOptions { Path = _data.Path })));
}
