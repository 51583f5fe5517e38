using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("A mail address in a header.")]
internal sealed record AddressResponse(
    [property: Description("The name beside the address; may be empty.")] string Name,
    [property: Description("The address.")] string Address);
