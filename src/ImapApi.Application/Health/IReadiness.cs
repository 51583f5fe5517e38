namespace ImapApi.Application.Health;

/// <summary>Whether this process can serve requests.</summary>
public interface IReadiness
{
    /// <summary>Null when ready, else the reason in a sentence.</summary>
    Task<string?> WhyNotAsync(CancellationToken cancellationToken);
}
