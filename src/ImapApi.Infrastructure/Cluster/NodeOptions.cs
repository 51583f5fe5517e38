using System.ComponentModel.DataAnnotations;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>The <c>[cluster]</c> section: this process as one of several on one Redis.</summary>
internal sealed class NodeOptions
{
    public const string Section = "cluster";

    public bool Enabled { get; set; }

    /// <summary>What the nodes of one cluster have in common; clusters on one Redis are told apart by it.</summary>
    [Required]
    [RegularExpression("[A-Za-z0-9._-]{1,64}", ErrorMessage = "The name has 1 to 64 letters, digits, dots, hyphens and underscores.")]
    public string Name { get; set; } = "imapapi";

    /// <summary>Where the other nodes reach this one, <c>address:port</c>. There is no encryption and no password on it: a private network.</summary>
    public string Address { get; set; } = "127.0.0.1:11111";

    /// <summary>How the other nodes reach this one's API; empty: by <c>api.host</c> and <c>api.port</c>.</summary>
    public string Advertise { get; set; } = "";

    /// <summary>By it the nodes know each other's requests.</summary>
    public string Secret { get; set; } = "";
}
