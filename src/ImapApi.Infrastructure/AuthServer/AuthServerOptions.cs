using System.ComponentModel.DataAnnotations;

namespace ImapApi.Infrastructure.AuthServer;

/// <summary>The <c>[authServer]</c> section: how the authentication server is asked. Which one it is, is a setting.</summary>
internal sealed class AuthServerOptions
{
    public const string Section = "authServer";

    /// <summary>Seconds until a question without a whole answer is given up.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 10;
}
