namespace ImapApi.Domain.Autoconfig;

/// <summary>Where a provider's mail server is.</summary>
/// <param name="Secure">True: TLS from the first byte. False: STARTTLS.</param>
public sealed record MailHost(string Host, int Port, bool Secure)
{
    /// <summary>For what somebody outside has named; null when no server can be there.</summary>
    /// <param name="host">With or without the dot of a full name at its end.</param>
    public static MailHost? TryCreate(string host, int port, bool secure) =>
        port is > 0 and <= ushort.MaxValue && HostName.Canonical(host.EndsWith('.') ? host[..^1] : host) is { } name ? new MailHost(name, port, secure) : null;
}
