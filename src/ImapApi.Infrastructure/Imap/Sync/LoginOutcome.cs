namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>The numbers are stored.</summary>
internal enum LoginOutcome : byte
{
    Unknown = 0,
    Accepted = 1,
    Refused = 2,
}
