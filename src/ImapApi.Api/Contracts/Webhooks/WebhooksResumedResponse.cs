using System.ComponentModel;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("The target that is delivered to again.")]
internal sealed record WebhooksResumedResponse(
    [property: Description("Where events are posted to, without user and password.")] string Url,
    [property: Description("Always true.")] bool Resumed);
