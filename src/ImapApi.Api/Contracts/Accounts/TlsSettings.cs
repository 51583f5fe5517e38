using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("What is demanded of TLS.")]
internal sealed record TlsSettings
{
    private const string Tls12 = "TLSv1.2";
    private const string Tls13 = "TLSv1.3";

    [Description("Whether the certificate must be valid. False accepts any certificate: only for servers whose network is trusted. Default true.")]
    public bool? RejectUnauthorized { get; init; }

    [Description("The oldest TLS version accepted: TLSv1.2 (default) or TLSv1.3.")]
    public string? MinVersion { get; init; }

    [Description("Go on without TLS where the server does not offer STARTTLS; the server's configuration must allow it too (imap.allowPlaintext). Default false.")]
    public bool? AllowPlaintext { get; init; }

    public static TlsSettings From(TlsPolicy policy) => new()
    {
        RejectUnauthorized = policy.RejectUnauthorized,
        MinVersion = policy.MinVersion == TlsVersion.Tls13 ? Tls13 : Tls12,
        AllowPlaintext = policy.AllowPlaintext,
    };

    public TlsPolicy ToPolicy(string key, RequestInput input)
    {
        if (MinVersion is not (null or Tls12 or Tls13))
            input.Refuse(key + ".minVersion", $"is {Tls12} or {Tls13}.");
        return new TlsPolicy(RejectUnauthorized ?? true, MinVersion == Tls13 ? TlsVersion.Tls13 : TlsVersion.Tls12, AllowPlaintext ?? false);
    }
}
