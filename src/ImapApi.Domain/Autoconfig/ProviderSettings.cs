namespace ImapApi.Domain.Autoconfig;

/// <summary>How the mail of one provider is reached.</summary>
/// <param name="Name">As people know it: Gmail.</param>
public sealed record ProviderSettings(string Name, MailHost Imap, MailHost Smtp, IReadOnlyList<SignInHint> Hints);
