namespace ImapApi.Domain.Messages;

/// <summary>Which of the asked changes the server took; null for what was not asked.</summary>
public sealed record FlagChangeResult(bool? Added, bool? Deleted, bool? Set)
{
    /// <summary>All that was asked.</summary>
    public bool IsWhole => Added != false && Deleted != false && Set != false;
}
