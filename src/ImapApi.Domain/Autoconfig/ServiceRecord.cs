namespace ImapApi.Domain.Autoconfig;

/// <summary>One SRV record (RFC 2782).</summary>
/// <param name="Target">As the DNS has it, the dot at its end included.</param>
public sealed record ServiceRecord(int Priority, int Weight, string Target, int Port)
{
    /// <summary>The service is decidedly not available at this domain.</summary>
    public bool IsRefusal => Target == ".";
}
