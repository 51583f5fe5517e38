using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ImapApi.Infrastructure.Imap;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>
/// Spreads handshakes: so many at a time in the process, so many new ones per second to one host. A start with 10,000 accounts, or a network that comes
/// back, must flood neither this machine nor a mail server.
/// </summary>
internal sealed class ConnectGate(IOptions<ImapOptions> options, TimeProvider time) : IDisposable
{
    private readonly ImapOptions.ConnectOptions _options = options.Value.Connect;
    private readonly SemaphoreSlim _slots = new(options.Value.Connect.GlobalConcurrent);
    private readonly ConcurrentDictionary<string, long> _nextStart = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for this host's turn, then for a free slot; dispose the result when the handshake is over.</summary>
    public async Task<IDisposable> EnterAsync(string host, CancellationToken cancellationToken)
    {
        if (TimeUntilTurn(host) is { Ticks: > 0 } wait)
            await Task.Delay(wait, time, cancellationToken);
        await _slots.WaitAsync(cancellationToken);
        return new Slot(_slots);
    }

    public void Dispose() => _slots.Dispose();

    private TimeSpan TimeUntilTurn(string host)
    {
        var interval = TimeSpan.TicksPerSecond / (IsPrivate(host) ? _options.PerPrivateHostPerSecond : _options.PerHostPerSecond);
        var now = time.GetUtcNow().UtcTicks;
        var next = _nextStart.AddOrUpdate(host, _ => now + interval, (_, earlier) => Math.Max(earlier, now) + interval);
        return TimeSpan.FromTicks(next - interval - now);
    }

    private static bool IsPrivate(string host)
    {
        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!IPAddress.TryParse(host, out var address))
            return false;
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal)
            return true;
        return address.AddressFamily == AddressFamily.InterNetwork
            && address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [169, 254, ..];
    }

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        private SemaphoreSlim? _slots = slots;

        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Release();
    }
}
