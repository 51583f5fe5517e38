namespace ImapApi.Bench.Servers;

/// <summary>Who serves an account.</summary>
/// <param name="Port">Of the API of the node that does.</param>
/// <param name="Epoch">Counts its owners.</param>
/// <param name="IsConnected">Whether it is connected there.</param>
internal sealed record AccountOwner(int Port, long Epoch, bool IsConnected);
