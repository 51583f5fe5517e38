using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>A message, and what came of it that is still to be understood: not while the connection waits.</summary>
/// <param name="Bounce">Its beginning, when it may be a bounce.</param>
internal sealed record FetchedMessage(MessageDetails Details, FetchedCalendar? Calendar = null, Stream? Bounce = null);
