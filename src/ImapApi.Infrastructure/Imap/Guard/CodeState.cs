namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>Where in a status line we are: only its response code (RFC 9051 §7.1) consists of tokens.</summary>
internal enum CodeState
{
    Before,
    Inside,
    After,
}
