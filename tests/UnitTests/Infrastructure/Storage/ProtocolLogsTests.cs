using System.Globalization;
using System.Text;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Storage.Logs;
using ImapApi.Infrastructure.Storage.Repositories;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImapApi.UnitTests.Infrastructure.Storage;

/// <summary>What the queue before the archive does when the archive is slow or away.</summary>
public sealed class ProtocolLogsTests
{
    private static readonly AccountId Bob = AccountId.Parse("bob");

    [Fact]
    public async Task Counts_and_tells_what_came_faster_than_it_could_be_written()
    {
        const int Lines = 40_000;
        var archive = new GatedArchive();
        using var logs = new ProtocolLogs(archive, new AllOn(), TimeProvider.System, NullLogger<ProtocolLogs>.Instance);
        await logs.StartAsync(default);

        for (var line = 1; line <= Lines; line++)
            logs.Append(Bob, Line($"{line}"));
        archive.Gate.SetResult();
        await (await logs.OpenAsync(Bob, default)).DisposeAsync();
        await logs.StopAsync(default);

        // One for each stretch: the writer may have been halfway when it was held up.
        var notes = archive.Lines.Where(line => line.Contains("\"src\":\"note\"", StringComparison.Ordinal)).ToList();
        var written = archive.Lines.Count - notes.Count;
        written.ShouldBeInRange(16_384, Lines - 1);
        notes.Sum(note => int.Parse(note.Split("\"msg\":\"")[1].Split(' ')[0], CultureInfo.InvariantCulture)).ShouldBe(Lines - written);
    }

    [Fact]
    public async Task Goes_on_after_the_archive_has_failed_and_tells_what_is_missing()
    {
        var archive = new GatedArchive { Failure = new IOException("disk full") };
        archive.Gate.SetResult();
        using var logs = new ProtocolLogs(archive, new AllOn(), TimeProvider.System, NullLogger<ProtocolLogs>.Instance);
        await logs.StartAsync(default);
        logs.Append(Bob, Line("lost"));
        await (await logs.OpenAsync(Bob, default)).DisposeAsync();

        archive.Failure = null;
        logs.Append(Bob, Line("kept"));
        await (await logs.OpenAsync(Bob, default)).DisposeAsync();
        await logs.StopAsync(default);

        archive.Lines.Count.ShouldBe(2);
        archive.Lines[0].ShouldContain("\"msg\":\"kept\"");
        archive.Lines[1].ShouldContain("\"msg\":\"1 lines are missing");
    }

    [Fact]
    public async Task Writes_what_is_queued_before_it_stops()
    {
        var archive = new GatedArchive();
        archive.Gate.SetResult();
        using var logs = new ProtocolLogs(archive, new AllOn(), TimeProvider.System, NullLogger<ProtocolLogs>.Instance);
        await logs.StartAsync(default);
        for (var line = 1; line <= 5000; line++)
            logs.Append(Bob, Line($"{line}"));

        await logs.StopAsync(default);

        archive.Lines.Count.ShouldBe(5000);
    }

    [Fact]
    public void Escapes_what_would_break_the_line_and_cuts_what_is_endless()
    {
        var text = Encoding.UTF8.GetString(ProtocolLogFormat.ToBytes(Line("a\r\nb\0\"\\" + new string('x', 100_000))));

        text.Count(character => character == '\n').ShouldBe(1);
        text.ShouldEndWith("}\n");
        var message = System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("msg").GetString()!;
        message.ShouldStartWith("a\r\nb\0\"\\xxx");
        message.ShouldEndWith("… (100007 characters)");
        message.Length.ShouldBeLessThan(17_000);
    }

    private static ProtocolLogLine Line(string text) => new(DateTimeOffset.UnixEpoch, "imap", 1, "server", text);

    private sealed class AllOn : ISettingsFeed
    {
        public event EventHandler? Changed
        {
            add { }
            remove { }
        }

        public ServiceSettings Current { get; } = new(LogSettings.Default with { All = true });
    }

    private sealed class GatedArchive : IProtocolLogArchive
    {
        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<string> Lines { get; } = [];

        public IOException? Failure { get; set; }

        public async Task AppendAsync(AccountId account, IReadOnlyList<byte[]> lines, int keep, CancellationToken cancellationToken)
        {
            await Gate.Task.WaitAsync(cancellationToken);
            if (Failure is not null)
                throw Failure;
            Lines.AddRange(lines.Select(Encoding.UTF8.GetString));
        }

        public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(AccountId account, int count, CancellationToken cancellationToken) => AsyncEnumerable.Empty<ReadOnlyMemory<byte>>();

        public Task RemoveAsync(AccountId account, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
