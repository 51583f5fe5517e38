namespace ImapApi.Application.Cluster;

/// <summary>Who serves an account.</summary>
/// <param name="Node">Where the API of that node answers.</param>
/// <param name="Epoch">Counts the owners that the account has had; 0 when there is none yet.</param>
/// <param name="Since">When this one took over; null when there is none yet.</param>
public sealed record AccountOwner(Uri Node, long Epoch, DateTimeOffset? Since);
