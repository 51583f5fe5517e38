using ImapApi.Domain.Settings;

namespace ImapApi.Application.Webhooks;

/// <summary>Where webhook targets and the authentication server may be.</summary>
public interface IWebhookPolicy
{
    /// <summary>Known without resolving the host: no connection to it will ever be allowed. What a name leads to is checked when it is connected to.</summary>
    bool Forbids(HttpUrl url);
}
