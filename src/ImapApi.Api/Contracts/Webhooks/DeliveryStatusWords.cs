using ImapApi.Domain.Webhooks;

namespace ImapApi.Api.Contracts.Webhooks;

/// <summary>The contract's words: <c>delivered</c>, <c>pending</c>, <c>failed</c>.</summary>
internal static class DeliveryStatusWords
{
    public static (string Word, DeliveryStatus Value)[] All { get; } = [.. Enum.GetValues<DeliveryStatus>().Select(status => (status.ToWord(), status))];

    public static string ToWord(this DeliveryStatus status) => status switch
    {
        DeliveryStatus.Delivered => "delivered",
        DeliveryStatus.Pending => "pending",
        _ => "failed",
    };
}
