namespace ImapApi.Domain.Autoconfig;

/// <summary>One MX record (RFC 5321 §5.1): who receives a domain's mail.</summary>
/// <param name="Target">As the DNS has it, the dot at its end included.</param>
public sealed record MailExchanger(int Preference, string Target);
