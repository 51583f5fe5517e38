using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Application.Accounts;

/// <summary>What came of trying a server. A refusal is an ordinary outcome, not an error.</summary>
/// <param name="Error">Null when the log-in worked.</param>
/// <param name="Mailboxes">Of an IMAP server, when they were asked for and the log-in worked.</param>
public sealed record ServerVerdict(AccountError? Error, IReadOnlyList<Mailbox>? Mailboxes = null)
{
    public bool Success => Error is null;
}
