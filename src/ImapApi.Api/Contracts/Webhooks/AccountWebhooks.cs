using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Settings;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Api.Contracts.Webhooks;

/// <summary>Reads what a request says of an account's own target.</summary>
internal static class AccountWebhooks
{
    public static WebhookChange Read(string? url, IReadOnlyList<string>? events, IReadOnlyList<CustomHeaderRequest>? headers, RequestInput input) => new(
        UrlInput.Read(url, "webhooks", input),
        EventNames.Read(events, "webhookEvents", input),
        From: null,
        headers is null ? null : [.. headers.Select(header => new CustomHeader(header.Key ?? "", header.Value ?? ""))]);
}
