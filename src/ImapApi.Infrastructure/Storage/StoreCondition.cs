namespace ImapApi.Infrastructure.Storage;

/// <summary>What must hold for a batch to be applied: the fence of an owner, or a compare-and-set.</summary>
internal abstract record StoreCondition(string Collection, string Id)
{
    /// <summary>The document has exactly these bytes.</summary>
    internal sealed record Exactly(string Collection, string Id, byte[] Value) : StoreCondition(Collection, Id);

    internal sealed record Present(string Collection, string Id) : StoreCondition(Collection, Id);

    internal sealed record Absent(string Collection, string Id) : StoreCondition(Collection, Id);
}
