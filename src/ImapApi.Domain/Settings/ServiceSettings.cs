using ImapApi.Domain.Webhooks;

namespace ImapApi.Domain.Settings;

/// <summary>What is edited at run time and kept in the store; what is configured at deployment is an option, not a setting.</summary>
public sealed record ServiceSettings(LogSettings Logs)
{
    public static ServiceSettings Default { get; } = new(LogSettings.Default);

    /// <summary>Where the events of all accounts are posted to.</summary>
    public WebhookSettings Webhooks { get; init; } = WebhookSettings.None;

    /// <summary>Who is asked for the credentials of accounts with <c>useAuthServer</c>; null: nobody.</summary>
    public HttpUrl? AuthServer { get; init; }
}
