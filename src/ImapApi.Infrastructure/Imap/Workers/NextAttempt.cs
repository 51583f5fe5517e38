namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>When an account's worker connects again.</summary>
/// <param name="Failures">How many there are in a row now.</param>
internal readonly record struct NextAttempt(int Failures, TimeSpan Delay);
