using System.ComponentModel.DataAnnotations;

namespace ImapApi.Api.Hosting;

/// <summary>The <c>[api]</c> section: where the API listens and what it accepts.</summary>
internal sealed class ApiOptions
{
    public const string Section = "api";

    [Required]
    public string Host { get; set; } = "127.0.0.1";

    [Range(0, 65535)]
    public int Port { get; set; } = 3000;

    /// <summary>A larger request body is answered 413.</summary>
    [Range(1024, int.MaxValue)]
    public long MaxBodyBytes { get; set; } = 50 * 1024 * 1024;

    /// <summary>Names besides loopback ones that a Host header may carry.</summary>
    public IList<string> AllowedHosts { get; set; } = [];
}
