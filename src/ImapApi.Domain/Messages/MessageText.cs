namespace ImapApi.Domain.Messages;

/// <summary>Decoded text: UTF-8 whatever the message used, LF line ends, several parts of a kind joined by a newline.</summary>
/// <param name="HasMore">Something was cut to stay within the asked size.</param>
/// <param name="Safe">The HTML made safe to show, when asked for.</param>
public sealed record MessageText(string? Plain, string? Html, bool HasMore, SafeHtml? Safe = null);
