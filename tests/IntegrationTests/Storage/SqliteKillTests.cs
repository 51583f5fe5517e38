using System.Diagnostics;
using System.Globalization;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Storage;
using Microsoft.Data.Sqlite;

namespace ImapApi.IntegrationTests.Storage;

/// <summary>The embedded store under kill -9, and beside other processes.</summary>
public sealed class SqliteKillTests : IDisposable
{
    private const int Rounds = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TempDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Leaves_every_batch_whole_or_out_however_often_its_process_is_killed()
    {
        var random = new Random(4711);
        for (var round = 1; round <= Rounds; round++)
        {
            var acknowledged = await WriteAndKillAsync(batches: random.Next(1, 150));

            await using var host = await StorageHost.StartAsync(_data.Path);
            for (var writer = 0; writer < StoreWriter.Writers; writer++)
            {
                var last = await new NumberedBatches(host.Get<IStore>(), writer).CheckAsync();
                last.ShouldBeGreaterThanOrEqualTo(acknowledged.GetValueOrDefault(writer), $"round {round}, writer {writer}");
            }
        }
    }

    [Fact]
    public async Task Refuses_a_second_process_and_lets_it_in_when_the_first_was_killed()
    {
        await using (await StorageHost.StartAsync(_data.Path))
        {
            using var second = StartWriter();
            (await second.StandardOutput.ReadToEndAsync().WaitAsync(Patience)).ShouldContain("is in use by another ImapApi process");
            await second.WaitForExitAsync();
            second.ExitCode.ShouldBe(StoreWriter.Refused);
        }

        (await WriteAndKillAsync(batches: 1)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Is_away_while_another_process_locks_the_database_and_comes_back_by_itself()
    {
        await using var host = await StorageHost.StartAsync(_data.Path);
        var batches = new NumberedBatches(host.Get<IStore>(), 1);
        await batches.WriteAsync(1);

        await using (var other = new SqliteConnection($"Data Source={_data["imapapi.db"]};Pooling=False"))
        {
            await other.OpenAsync();
            await using var transaction = other.BeginTransaction(deferred: false);

            await Should.ThrowAsync<Application.Errors.StoreUnavailableException>(() => batches.WriteAsync(2));
            (await batches.CheckAsync()).ShouldBe(1);
        }

        await batches.WriteAsync(2);
        (await batches.CheckAsync()).ShouldBe(2);
    }

    /// <summary>Returns the last batch that each writer knew to be applied.</summary>
    private async Task<Dictionary<int, long>> WriteAndKillAsync(int batches)
    {
        using var process = StartWriter();
        var acknowledged = new Dictionary<int, long>();
        try
        {
            for (var line = 0; line < batches; line++)
                Note(await process.StandardOutput.ReadLineAsync().WaitAsync(Patience));
        }
        finally
        {
            process.Kill(); // -9
        }

        // What it had told before it died counts as well; its last line may be cut.
        var rest = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        foreach (var line in rest.Split('\n')[..^1])
            Note(line);
        await process.WaitForExitAsync();
        return acknowledged;

        void Note(string? line)
        {
            var parts = line.ShouldNotBeNull("the writer ended by itself").Split(' ');
            acknowledged[int.Parse(parts[0], CultureInfo.InvariantCulture)] = long.Parse(parts[1], CultureInfo.InvariantCulture);
        }
    }

    private Process StartWriter() => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ImapApi.IntegrationTests"), [StoreWriter.Argument, _data.Path])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
    })!;
}
