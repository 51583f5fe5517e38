using System.Collections.Concurrent;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Storage.Repositories;

namespace ImapApi.Infrastructure.Webhooks;

internal sealed class WebhookDeliveries(
    DeliveryRepository deliveries, WebhookDispatcher dispatcher, WebhookDestinations destinations, IWebhookSender sender, EventLog log, IEventData data,
    ISettingsFeed settings, IAccountStore accounts, TimeProvider time) : IWebhookDeliveries
{
    private const int ReadAhead = 16;

    public long Waiting => dispatcher.Waiting;

    public async Task<IReadOnlyList<WebhookDelivery>> ListAsync(AccountId? account, CancellationToken cancellationToken)
    {
        var all = new ConcurrentBag<WebhookDelivery>();
        var ids = account is null ? (await deliveries.ListEndsAsync(cancellationToken)).Select(one => one.Account) : [account];
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = ReadAhead, CancellationToken = cancellationToken }, async (id, token) =>
        {
            foreach (var record in await deliveries.ListAsync(id, token))
                all.Add(record.ToDelivery(id));
        });
        return [.. all.OrderByDescending(delivery => delivery.Created).ThenBy(delivery => delivery.Account.Value, StringComparer.Ordinal).ThenByDescending(delivery => delivery.EventId.Sequence)];
    }

    public async Task<WebhookDelivery?> ReplayAsync(DeliveryId id, CancellationToken cancellationToken)
    {
        var known = (await deliveries.ListAsync(id.Account, cancellationToken)).FirstOrDefault(record => record.ToDelivery(id.Account).Id == id);
        if (known is null)
            return null;
        if (await log.ReadAsync(id.Account, id.Sequence - 1, limit: 1, cancellationToken) is not [{ } entry] || entry.Id.ToString() != known.EventId)
            throw new EventsExpiredException();
        var owner = id.IsOwn ? id.Account : null;
        var webhooks = await FindSettingsAsync(owner, cancellationToken);
        if (webhooks?.Target is not { } target)
            throw new ConflictException("There is no webhooks target to replay to: set one first.", retryable: false);

        var to = await destinations.OfAsync(owner, webhooks, cancellationToken);
        var answer = await sender.SendAsync(to, known.EventId, data.WriteWebhook(entry), cancellationToken);
        var attempt = new DeliveryAttempt(time.GetUtcNow(), answer.Status, answer.Error, answer.Response);
        var isDelivered = answer.Status is >= 200 and < 300;
        // One that is pending still has its own turn, in its order.
        var status = isDelivered ? DeliveryStatus.Delivered : known.Status;
        var record = known.With(attempt, status, status == DeliveryStatus.Pending ? known.NextAttempt : null) with { Url = target.Url.Address };
        if (known.Status != DeliveryStatus.Pending)
            await deliveries.AddAsync(id.Account, record, cancellationToken);
        return record.ToDelivery(id.Account);
    }

    public async Task<TargetOverview?> FindTargetAsync(AccountId? owner, CancellationToken cancellationToken)
    {
        if ((await FindSettingsAsync(owner, cancellationToken))?.Target is not { } target)
            return null;
        var runner = dispatcher.Find(owner);
        return new TargetOverview(target, runner?.IsFailing ?? false, runner?.Waiting ?? 0);
    }

    private async Task<WebhookSettings?> FindSettingsAsync(AccountId? owner, CancellationToken cancellationToken) => owner is null
        ? settings.Current.Webhooks
        : (await accounts.FindAsync(owner, cancellationToken))?.Webhooks;
}
