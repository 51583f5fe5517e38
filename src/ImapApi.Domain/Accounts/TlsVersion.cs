namespace ImapApi.Domain.Accounts;

public enum TlsVersion
{
    Tls12,
    Tls13,
}
