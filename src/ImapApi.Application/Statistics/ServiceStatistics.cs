using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Statistics;

/// <param name="Connections">Accounts by state; a state without accounts is absent.</param>
/// <param name="QueuedRequests">Requests that wait for an IMAP connection.</param>
public sealed record ServiceStatistics(int Accounts, IReadOnlyDictionary<AccountState, int> Connections, int QueuedRequests);
