namespace ImapApi.TestKit.Imap;

internal enum WireSecurity
{
    Plain,
    StartTls,
    Tls,
}
