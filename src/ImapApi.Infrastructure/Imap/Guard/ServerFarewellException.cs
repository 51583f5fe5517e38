namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>The server said BYE (RFC 9051 §7.1.5) and need not close the connection itself: waiting for more would be in vain.</summary>
/// <param name="words">What it said.</param>
internal sealed class ServerFarewellException(string words) : IOException(words);
