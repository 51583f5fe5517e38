namespace ImapApi.Domain.Changes;

/// <summary>The UIDs from <paramref name="First"/> to <paramref name="Last"/>, both included; <paramref name="First"/> is not the greater one.</summary>
public readonly record struct UidRange(uint First, uint Last)
{
    internal long Count => (long)Last - First + 1;
}
