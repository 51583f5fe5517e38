using System.Text.Json;
using ImapApi.Application.Accounts;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Storage.Repositories;

namespace ImapApi.Infrastructure.Webhooks;

internal sealed class WebhookTester(WebhookDestinations destinations, IWebhookSender sender, ISettingsFeed settings, IAccountStore accounts, TimeProvider time) : IWebhookTester
{
    public async Task<DeliveryAttempt?> TestAsync(AccountId? owner, CancellationToken cancellationToken)
    {
        var webhooks = owner is null ? settings.Current.Webhooks : (await accounts.FindAsync(owner, cancellationToken))?.Webhooks;
        if (webhooks?.Target is null)
            return null;
        var id = "test_" + Guid.NewGuid().ToString("N");
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new TestEvent(owner?.Value ?? "test", time.GetUtcNow().UtcDateTime, "test", new Dictionary<string, string>(), id), WebhookJson.Default.TestEvent);
        var answer = await sender.SendAsync(await destinations.OfAsync(owner, webhooks, cancellationToken), id, body, cancellationToken);
        return new DeliveryAttempt(time.GetUtcNow(), answer.Status, answer.Error, answer.Response);
    }
}
