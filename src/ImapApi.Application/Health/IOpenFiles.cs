namespace ImapApi.Application.Health;

/// <summary>How many files and sockets the process may have open. At the limit .NET itself fails, so some are kept back.</summary>
public interface IOpenFiles
{
    /// <summary>RLIMIT_NOFILE; null where it is not known, and nothing is kept back.</summary>
    long? Limit { get; }

    /// <summary>Whether a caller that got this descriptor has to be turned away: the system gives out the lowest one that is free.</summary>
    bool IsBeyondCallers(nint descriptor);
}
