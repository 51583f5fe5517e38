using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Soak;

/// <summary>One connection to the API, over which a request goes out in each interval. What is not answered as it should be is noted, and does not end the run.</summary>
internal sealed class PacedApi(Product product, LoadRecord record, TimeSpan interval, CancellationToken stop) : IDisposable
{
    /// <summary>What is late by more is left out, rather than asked for in a burst.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private readonly MemoryStream _body = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private HttpWire _wire = product.Connect();
    private TimeSpan _due;

    /// <returns>Null: it was answered in another way than expected.</returns>
    /// <exception cref="OperationCanceledException">The run is over.</exception>
    public JsonDocument? Ask(string kind, byte[] request, int expected = 200) =>
        Send(kind, request, expected) ? JsonDocument.Parse(_body.ToArray()) : null;

    /// <summary>Asks for what need not be JSON.</summary>
    public bool Send(string kind, byte[] request, int expected = 200)
    {
        WaitForTurn();
        _body.SetLength(0);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var answer = _wire.Send(request, _body);
            record.Note(kind, Stopwatch.GetTimestamp() - start);
            if (answer.Status == expected)
                return true;
            record.Complain($"{kind}: {answer.Status} {Encoding.UTF8.GetString(_body.GetBuffer(), 0, (int)_body.Length)}");
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            record.Note(kind, Stopwatch.GetTimestamp() - start);
            record.Complain($"{kind}: {broken.Message}");
            _wire.Dispose();
            _wire = product.Connect();
        }

        return false;
    }

    public void Dispose()
    {
        _wire.Dispose();
        _body.Dispose();
    }

    private void WaitForTurn()
    {
        var early = _due - _clock.Elapsed;
        if (early < -LongestDelay)
            _due = _clock.Elapsed;
        else if (early > TimeSpan.Zero)
            stop.WaitHandle.WaitOne(early);
        _due += interval;
        stop.ThrowIfCancellationRequested();
    }
}
