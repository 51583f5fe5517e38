using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("A message's text: where it is and how large, and the text itself where it was asked for.")]
internal sealed record TextOutlineResponse
{
    [Description("The text's id, for GET …/text/{text}.")]
    public required string Id { get; init; }

    [Description("Bytes in the message before decoding, by kind: plain, html, or another subtype of text.")]
    public required IReadOnlyDictionary<string, long> EncodedSize { get; init; }

    [Description("The plain text, when asked for with textType.")]
    public string? Plain { get; init; }

    [Description("The HTML text as the sender wrote it, when asked for with textType.")]
    public string? Html { get; init; }

    [Description("The HTML text as it can be shown, when asked for with safeHtml: only harmless elements, no scripts, style sheets or forms; images that the message carries are within it as data, and nothing is loaded. Links open a new window.")]
    public string? SafeHtml { get; init; }

    [Description("How many times something from elsewhere (pictures, styles, fonts) would have been loaded, and is not; only with safeHtml.")]
    public int? BlockedRemote { get; init; }

    [Description("How many places of the message's own images stay empty, because it has no such image or they are too large together; only with safeHtml, when there are any.")]
    public int? OmittedImages { get; init; }

    [Description("Something was cut to stay within maxBytes; only with the text.")]
    public bool? HasMore { get; init; }
}
