namespace ImapApi.Bench.Servers;

/// <summary>A node as another one tells of it in <c>/v1/stats</c>.</summary>
internal sealed record ClusterNode(int Port, bool IsActive, int Accounts);
