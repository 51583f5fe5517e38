using ImapApi.Domain.Webhooks;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>A webhook target and its filter as they are stored, in the settings and in accounts.</summary>
/// <param name="From">Unix milliseconds.</param>
/// <param name="Events">The contract's words; absent: all.</param>
/// <param name="Headers">The custom headers as JSON, encrypted.</param>
internal sealed record WebhookDocument(string? TargetId, UrlDocument? Url, long From, IReadOnlyList<string>? Events, string? Headers)
{
    public TargetDisabled? Disabled { get; init; }
}
