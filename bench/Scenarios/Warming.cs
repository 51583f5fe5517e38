using ImapApi.Bench.Measuring;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>
/// Lets the runtime compile what is about to be measured: nobody runs a server for three seconds. A listing is at its speed after some 12,000 of them, and the
/// compiler is given processor time only in pauses.
/// </summary>
internal static class Warming
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.3);
    private const int Rounds = 8;
    private const int Callers = 4;

    /// <param name="paths">Asked in turn.</param>
    public static void Up(Product product, params IReadOnlyList<string> paths)
    {
        var wires = Enumerable.Range(0, Callers).Select(_ => product.Connect()).ToList();
        var requests = paths.Select(HttpWire.Get).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            Crowd.Run([.. wires.Select(wire => (Action)(() => requests.ForEach(request => wire.SendOk(request))))], Time);
            Thread.Sleep(Pause);
        }

        wires.ForEach(wire => wire.Dispose());
    }
}
