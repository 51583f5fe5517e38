using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Accounts;

/// <summary>A new server endpoint; without credentials it keeps the stored ones, but only for the same server, transport and user.</summary>
public sealed record EndpointChange(string Host, int Port, bool Secure, TlsPolicy Tls, Credentials? Credentials)
{
    /// <summary>What would be stored. Where that may not be, an error is noted, and the answer only serves to find what else is wrong.</summary>
    internal ServerEndpoint ApplyTo(ServerEndpoint? stored, string key, List<FieldError> errors)
    {
        var changed = new ServerEndpoint(Host, Port, Secure, Tls, Credentials ?? stored?.Credentials ?? new Credentials.AuthServer());
        if (Credentials is null && stored?.SharesServerAndUserWith(changed) != true)
            errors.Add(new FieldError(key + ".auth", "is needed with a new host, port, secure or tls: stored credentials are not sent to another server."));
        return changed;
    }
}
