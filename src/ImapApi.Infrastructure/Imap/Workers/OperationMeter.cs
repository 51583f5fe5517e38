using ImapApi.Application.Statistics;
using ImapApi.Infrastructure.Imap.Guard;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>Measures one run of an operation on its connection, from the selection of its mailbox on.</summary>
internal sealed class OperationMeter(ImapGuard guard, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly int _roundTrips = guard.RoundTrips;
    private readonly long _bytes = guard.Bytes;

    public void Charge(CallCost payer) => payer.Add(time.GetElapsedTime(_started), guard.RoundTrips - _roundTrips, guard.Bytes - _bytes);
}
