namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>The answer to one command is more than is kept of one. Also a decent server's may be; then less is to be asked for at once.</summary>
internal sealed class AnswerTooLargeException(string message) : ServerMisbehavedException(message);
