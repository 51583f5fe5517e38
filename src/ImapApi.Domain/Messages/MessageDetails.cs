namespace ImapApi.Domain.Messages;

/// <summary>One message with its headers and, when asked for, its text.</summary>
/// <param name="Headers">Lower-case name → decoded values in order of occurrence.</param>
public sealed record MessageDetails(
    MessageSummary Summary,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Headers,
    MessageText? Text);
