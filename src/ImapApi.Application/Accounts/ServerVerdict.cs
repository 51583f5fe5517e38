using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Accounts;

/// <summary>What came of trying a server. A refusal is an ordinary outcome, not an error.</summary>
/// <param name="Error">Null when the log-in worked.</param>
public sealed record ServerVerdict(AccountError? Error)
{
    public bool Success => Error is null;
}
