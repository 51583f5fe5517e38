using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("One message: what a listing shows, and its headers.")]
internal sealed record MessageDetailsResponse : MessageEntryResponse
{
    [Description("Who handed the message in, where that is not the author.")]
    public AddressResponse? Sender { get; init; }

    [Description("Recipients of blind copies, where the message still tells.")]
    public IReadOnlyList<AddressResponse>? Bcc { get; init; }

    [Description("Of a message that tells of the fate of another one: a bounce, or a notice of delay.")]
    public BounceResponse? Bounce { get; init; }

    [Description("Of a message with a text/calendar part: what it says.")]
    public CalendarResponse? Calendar { get; init; }

    [Description("All headers: name in lower case → decoded values in their order.")]
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }
}
