using System.ComponentModel;
using ImapApi.Application.Webhooks;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("How the deliveries to a target go.")]
internal sealed record WebhookTargetResponse(
    [property: Description("Where events are posted to, without user and password.")] string Url,
    [property: Description("active; failing (single attempts go out at the schedule's times); disabled (until it is resumed).")] string Status,
    [property: Description("Why it is disabled.")] string? Reason,
    [property: Description("Since when it is disabled.")] DateTimeOffset? Since,
    [property: Description("Events that wait for their delivery.")] long Waiting)
{
    public static WebhookTargetResponse From(TargetOverview overview) => new(
        overview.Target.Url.Address,
        overview.Target.Disabled is not null ? "disabled" : overview.IsFailing ? "failing" : "active",
        overview.Target.Disabled?.Reason,
        overview.Target.Disabled?.Since,
        overview.Waiting);
}
