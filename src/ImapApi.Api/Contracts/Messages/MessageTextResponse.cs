using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("A message's decoded text.")]
internal sealed record MessageTextResponse(
    [property: Description("The plain text.")] string? Plain,
    [property: Description("The HTML text as the sender wrote it: untrusted, never to be shown as it is.")] string? Html,
    [property: Description("Something was cut to stay within maxBytes.")] bool HasMore)
{
    public static MessageTextResponse From(MessageText text) => new(text.Plain, text.Html, text.HasMore);
}
