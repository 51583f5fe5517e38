using System.ComponentModel;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("A header that is sent with each webhook.")]
internal sealed record CustomHeaderResponse(
    [property: Description("The header's name.")] string Key,
    [property: Description("Always true: it has a value, which is not shown.")] bool ValueSet);
