using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>The names under which deliveries are stored. Like the event log they outlive their account, whose removal is delivered too.</summary>
internal static class WebhookKeys
{
    /// <summary>One <see cref="LaneState"/> for each target.</summary>
    public static string Lanes(AccountId account) => "webhook-lanes:" + account.Key;

    public static DocumentKey Lane(Partition partition, AccountId account, string target) => new(partition, Lanes(account), target);

    /// <summary>Deliveries that came to an end, see <see cref="DeliveryRecord"/>.</summary>
    public static string Deliveries(AccountId account) => "webhook-deliveries:" + account.Key;

    /// <param name="owner">Whose own target; null: that of the settings.</param>
    public static string Secrets(AccountId? owner) => owner is null ? "webhook-secrets" : "webhook-secrets:" + owner.Key;

    public static Batch RemoveDeliveries(this Batch batch, AccountId account) => batch.DeleteCollection(Lanes(account)).DeleteLog(Deliveries(account)).DeleteCollection(Secrets(account));
}
