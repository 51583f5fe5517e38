namespace ImapApi.Bench.Measuring;

internal sealed record CrowdRound(double PerSecond, int Calls, Latency Latency);
