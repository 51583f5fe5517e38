using ImapApi.Domain.Webhooks;

namespace ImapApi.Domain.Accounts;

/// <summary>What the user registered: an id, a display name, and the two servers. Immutable; a change is a new value.</summary>
/// <param name="Imap">Absent: the account is <see cref="AccountState.Unset"/> and keeps no connection.</param>
/// <param name="Smtp">Absent: the account cannot submit.</param>
public sealed record Account(AccountId Id, string Name, ServerEndpoint? Imap, ServerEndpoint? Smtp)
{
    /// <summary>The account's own webhook target, beside that of the settings.</summary>
    public WebhookSettings Webhooks { get; init; } = WebhookSettings.None;
}
