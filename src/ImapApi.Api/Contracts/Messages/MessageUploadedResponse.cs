using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("Where the message is now.")]
internal sealed record MessageUploadedResponse(
    [property: Description("The message's id; absent where the server does not tell and the message has no Message-ID to be found by.")] string? Id,
    [property: Description("The mailbox it is in.")] string Path,
    [property: Description("Its UID; absent like the id.")] uint? Uid,
    [property: Description("Its Message-ID; absent where it has none.")] string? MessageId)
{
    public static MessageUploadedResponse From(UploadedMessage message) => new(message.Id?.ToString(), message.Path.Value, message.Id?.Uid.Value, message.InternetMessageId);
}
