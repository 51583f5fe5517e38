using System.ComponentModel;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Api.Contracts.Mailboxes;

[Description("How much is, and may be, in a mailbox and those that share its quota. What is not limited is left out.")]
internal sealed record QuotaResponse(
    [property: Description("The server's name for the quota.")] string? Root,
    [property: Description("Bytes.")] QuotaResponse.UsageResponse? Storage,
    [property: Description("Messages.")] QuotaResponse.UsageResponse? Messages)
{
    public static QuotaResponse From(MailboxQuota quota) => new(quota.Root, Usage(quota.StorageBytes), Usage(quota.Messages));

    private static UsageResponse? Usage(QuotaUsage? usage) => usage is null ? null : new UsageResponse(usage.Used, usage.Limit);

    [Description("Use of a quota.")]
    internal sealed record UsageResponse(
        [property: Description("How much there is.")] long Used,
        [property: Description("How much there may be.")] long Limit);
}
