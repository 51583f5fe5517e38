using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.IO.Pipelines;
using System.Threading.Channels;
using ImapApi.Application.Errors;
using ImapApi.Application.Logs;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Storage.Repositories;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Storage.Logs;

/// <summary>
/// Takes protocol log lines without ever holding up a connection: they wait in a bounded queue for one writer, and what finds the queue full is
/// counted and told in the log itself.
/// </summary>
internal sealed partial class ProtocolLogs : BackgroundService, IProtocolLogs, IProtocolLogSink, IAccountRemains
{
    private const int QueueLength = 16_384;
    private const int MostLinesAtOnce = 1024;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly IProtocolLogArchive _archive;
    private readonly ISettingsFeed _settings;
    private readonly TimeProvider _time;
    private readonly ILogger<ProtocolLogs> _logger;
    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly ConcurrentDictionary<AccountId, int> _dropped = new();
    private volatile Filter _filter;

    public ProtocolLogs(IProtocolLogArchive archive, ISettingsFeed settings, TimeProvider time, ILogger<ProtocolLogs> logger)
    {
        (_archive, _settings, _time, _logger) = (archive, settings, time, logger);
        _filter = Filter.From(settings.Current.Logs);
        settings.Changed += Follow;
    }

    public bool IsOn(AccountId account) => _filter.Covers(account);

    public void Append(AccountId account, ProtocolLogLine line)
    {
        if (IsOn(account) && !_queue.Writer.TryWrite(new Work.Line(account, line)))
            _dropped.AddOrUpdate(account, 1, (_, count) => count + 1);
    }

    public async Task<Stream> OpenAsync(AccountId account, CancellationToken cancellationToken)
    {
        await DoneAsync(new Work.Barrier(), cancellationToken);
        var blocks = _archive.ReadAsync(account, _settings.Current.Logs.MaxLogLines, cancellationToken).GetAsyncEnumerator(cancellationToken);

        // The first block is fetched here, so that a store that is away is an error of the call and not of the stream.
        var any = await blocks.MoveNextAsync();
        var pipe = new Pipe();
        _ = PumpAsync(blocks, any, pipe.Writer);
        return pipe.Reader.AsStream();
    }

    public Task RemoveAsync(AccountId account, CancellationToken cancellationToken) => DoneAsync(new Work.Remove(account), cancellationToken);

    public override void Dispose()
    {
        _settings.Changed -= Follow;
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What is queued is written, unless the store is away.
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } writing)
            await Task.WhenAny(writing, Task.Delay(StopPatience, _time, cancellationToken));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WriteUntilCompletedAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // A start that failed elsewhere: the host would take this for another failure.
        }
    }

    private async Task WriteUntilCompletedAsync(CancellationToken stoppingToken)
    {
        var works = new List<Work>(MostLinesAtOnce);
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            while (works.Count < MostLinesAtOnce && _queue.Reader.TryRead(out var work))
                works.Add(work);
            await WriteAsync(works.OfType<Work.Line>(), stoppingToken);
            foreach (var work in works.OfType<Work.Awaited>())
                await CompleteAsync(work, stoppingToken);
            works.Clear();
        }
    }

    private static async Task PumpAsync(IAsyncEnumerator<ReadOnlyMemory<byte>> blocks, bool any, PipeWriter writer)
    {
        Exception? failure = null;
        try
        {
            // Completed: the reader has gone away.
            while (any && !(await writer.WriteAsync(blocks.Current)).IsCompleted)
                any = await blocks.MoveNextAsync();
        }
#pragma warning disable CA1031 // Whoever reads the stream gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        await blocks.DisposeAsync();
        await writer.CompleteAsync(failure);
    }

    private void Follow(object? sender, EventArgs e) => _filter = Filter.From(_settings.Current.Logs);

    /// <summary>Waits until the writer has come to this work, and so has written every line before it.</summary>
    private async Task DoneAsync(Work.Awaited work, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(work, cancellationToken);
        }
        catch (ChannelClosedException exception)
        {
            throw new StoreUnavailableException("The process is stopping.", exception);
        }

        await work.Done.Task.WaitAsync(cancellationToken);
    }

    private async Task WriteAsync(IEnumerable<Work.Line> lines, CancellationToken cancellationToken)
    {
        foreach (var account in lines.GroupBy(line => line.Account, line => ProtocolLogFormat.ToBytes(line.Value)))
        {
            List<byte[]> text = [.. account];
            if (_dropped.TryRemove(account.Key, out var dropped))
                text.Add(ProtocolLogFormat.ToBytes(new ProtocolLogLine(_time.GetUtcNow(), "log", 0, "note", $"{dropped} lines are missing: they came faster than they could be written.")));
            try
            {
                await _archive.AppendAsync(account.Key, text, _settings.Current.Logs.MaxLogLines, cancellationToken);
            }
            catch (Exception exception) when (exception is StoreUnavailableException or IOException or UnauthorizedAccessException)
            {
                _dropped.AddOrUpdate(account.Key, text.Count, (_, count) => count + text.Count);
                LogNotWritten(text.Count, account.Key.Value, exception.Message);
            }
        }
    }

    private async Task CompleteAsync(Work.Awaited work, CancellationToken cancellationToken)
    {
        try
        {
            if (work is Work.Remove remove)
            {
                _dropped.TryRemove(remove.Account, out _);
                await _archive.RemoveAsync(remove.Account, cancellationToken);
            }

            work.Done.SetResult();
        }
        catch (Exception exception) when (exception is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            work.Done.SetException(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} protocol log lines of account {Account} are lost: {Reason}")]
    private partial void LogNotWritten(int count, string account, string reason);

    private abstract record Work
    {
        internal sealed record Line(AccountId Account, ProtocolLogLine Value) : Work;

        internal abstract record Awaited : Work
        {
            public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        internal sealed record Barrier : Awaited;

        internal sealed record Remove(AccountId Account) : Awaited;
    }

    private sealed record Filter(bool All, FrozenSet<AccountId> Accounts)
    {
        public bool Covers(AccountId account) => All || Accounts.Contains(account);

        public static Filter From(LogSettings settings) => new(settings.All, settings.Accounts.ToFrozenSet());
    }
}
