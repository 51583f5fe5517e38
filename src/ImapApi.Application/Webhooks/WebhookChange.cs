using ImapApi.Application.Errors;
using ImapApi.Application.Settings;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Settings;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Application.Webhooks;

/// <summary>What changes of a webhook target; null leaves the present value.</summary>
/// <param name="From">The target, present or new, starts with the events from this time on.</param>
public sealed record WebhookChange(UrlChange? Url, IReadOnlyList<EventType>? Events, DateTimeOffset? From, IReadOnlyList<CustomHeader>? Headers)
{
    public static WebhookChange None { get; } = new(null, null, null, null);

    internal bool IsEmpty => this is { Url: null, Events: null, From: null, Headers: null };

    /// <exception cref="ValidationFailedException">A time to start from is given, and no target.</exception>
    internal WebhookSettings ApplyTo(WebhookSettings current, DateTimeOffset now)
    {
        var url = Url is null ? current.Target?.Url : Url.ApplyTo(current.Target?.Url);
        if (url is null && From is not null)
            throw new ValidationFailedException("webhooksFrom", "is given with a webhooks URL, or while one is set.");
        var target = url is null ? null
            : From is null && current.Target is { } known && known.Url.Address == url.Address ? known with { Url = url, Disabled = Url is null ? known.Disabled : null }
            : NewTarget(url, From ?? now);
        return new WebhookSettings(target, Events ?? current.Events, Headers ?? current.Headers);
    }

    private static WebhookTarget NewTarget(HttpUrl url, DateTimeOffset from) =>
        new(Guid.NewGuid().ToString("N"), url, DateTimeOffset.FromUnixTimeMilliseconds(from.ToUnixTimeMilliseconds()));
}
