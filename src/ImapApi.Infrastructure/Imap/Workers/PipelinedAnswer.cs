namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>What a server answered to one of many commands.</summary>
/// <param name="IsOk">It ended with OK.</param>
/// <param name="Status">Its last line, without the tag.</param>
/// <param name="Lines">The untagged lines before it.</param>
internal sealed record PipelinedAnswer(bool IsOk, string Status, IReadOnlyList<string> Lines);
