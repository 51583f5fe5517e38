namespace ImapApi.Infrastructure.Cluster;

/// <summary>Whether what has to be done once for the whole store (trimming, sweeping) is this process's to do.</summary>
internal sealed class Housekeeping
{
    private volatile bool _isHere = true;

    public bool IsHere
    {
        get => _isHere;
        set => _isHere = value;
    }
}
