using System.ComponentModel.DataAnnotations;

namespace ImapApi.Infrastructure.Storage;

/// <summary>The <c>[store]</c> section.</summary>
internal sealed class StoreOptions
{
    public const string Section = "store";

    /// <summary>Into how many parts the accounts are hashed; fixed when the store is made.</summary>
    [Range(1, 4096)]
    public int Partitions { get; set; } = 64;
}
