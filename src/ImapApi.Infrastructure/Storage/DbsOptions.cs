using System.ComponentModel.DataAnnotations;

namespace ImapApi.Infrastructure.Storage;

/// <summary>The <c>[dbs]</c> section: where the store is.</summary>
internal sealed class DbsOptions
{
    public const string Section = "dbs";

    /// <summary>The data directory: the embedded database, the key, the lock.</summary>
    [Required]
    public string Path { get; set; } = "data";

    /// <summary>A Redis address (<c>redis://user:password@host:6379/8</c>, or StackExchange.Redis' own notation). Empty: the embedded database.</summary>
    public string Redis { get; set; } = "";
}
