using ImapApi.Domain.Bounces;
using ImapApi.Domain.Calendars;

namespace ImapApi.Domain.Messages;

/// <summary>One message with its headers and, when asked for, its text.</summary>
/// <param name="Headers">Lower-case name → decoded values in order of occurrence.</param>
public sealed record MessageDetails(
    MessageSummary Summary,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Headers,
    MessageText? Text)
{
    /// <summary>Of a message with a calendar part.</summary>
    public Invitation? Calendar { get; init; }

    /// <summary>Of a message that tells of the fate of another.</summary>
    public Bounce? Bounce { get; init; }
}
