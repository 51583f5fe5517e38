namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>One line of a protocol log.</summary>
/// <param name="Protocol"><c>imap</c> or <c>smtp</c>.</param>
/// <param name="Connection">Which of the account's connections, since the process started.</param>
/// <param name="Source"><c>client</c>, <c>server</c>, or <c>note</c> for our own remarks (connected, closed, why).</param>
/// <param name="Text">Without line end; secrets masked; a literal's bytes replaced by their count.</param>
internal sealed record ProtocolLogLine(DateTimeOffset Time, string Protocol, long Connection, string Source, string Text);
