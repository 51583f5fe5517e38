namespace ImapApi.Domain.Autoconfig;

/// <summary>Where a provider's mail server is.</summary>
/// <param name="Secure">True: TLS from the first byte. False: STARTTLS.</param>
public sealed record MailHost(string Host, int Port, bool Secure);
