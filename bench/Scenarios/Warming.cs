using ImapApi.Bench.Measuring;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>Lets the runtime compile what is about to be measured: nobody runs a server for three seconds.</summary>
internal static class Warming
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1.5);
    private const int Rounds = 3;
    private const int Callers = 4;

    /// <param name="paths">Asked in turn.</param>
    public static void Up(Product product, params IReadOnlyList<string> paths)
    {
        var wires = Enumerable.Range(0, Callers).Select(_ => product.Connect()).ToList();
        var requests = paths.Select(HttpWire.Get).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            Crowd.Run([.. wires.Select(wire => (Action)(() => requests.ForEach(request => wire.SendOk(request))))], Time);
        }

        wires.ForEach(wire => wire.Dispose());
    }
}
