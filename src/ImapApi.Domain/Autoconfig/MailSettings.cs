namespace ImapApi.Domain.Autoconfig;

/// <summary>How the mail of a domain is reached, as far as it is known.</summary>
/// <param name="Provider">The provider's name; null where only its servers are known.</param>
/// <param name="Imap">Null: none is known, or the domain says that it has none.</param>
/// <param name="Smtp">The same.</param>
/// <param name="Url">Where it was read; null unless it came over HTTP.</param>
public sealed record MailSettings(AutoconfigSource Source, string? Provider, MailHost? Imap, MailHost? Smtp, IReadOnlyList<SignInHint> Hints, string? Url = null)
{
    /// <summary>Everything is the provider's.</summary>
    public static MailSettings Of(AutoconfigSource source, ProviderSettings provider) => new(source, provider.Name, provider.Imap, provider.Smtp, provider.Hints);
}
