namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>Whose flags are looked at where the server does not tell which changed.</summary>
internal enum FlagScan
{
    None,

    /// <summary>Of the newest messages.</summary>
    Newest,

    All,
}
