using ImapApi.Infrastructure.Network;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>The <c>[webhooks]</c> section: where events may be posted to, and where the authentication server may be.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "webhooks";

    /// <summary>See <see cref="ConnectPolicy"/>.</summary>
    [Targets]
    public string Targets { get; set; } = ConnectPolicy.AnyWord;

    /// <summary>With <c>allowlist</c> only these, with <c>public</c> these too.</summary>
    [AllowEntries]
    public IList<string> Allow { get; set; } = [];

    [ValidateObjectMembers]
    public DeliveryOptions Deliveries { get; set; } = new();
}
