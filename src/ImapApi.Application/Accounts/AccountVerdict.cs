namespace ImapApi.Application.Accounts;

/// <summary>What came of trying an account's servers; null for a server that was not given.</summary>
public sealed record AccountVerdict(ServerVerdict? Imap, ServerVerdict? Smtp);
