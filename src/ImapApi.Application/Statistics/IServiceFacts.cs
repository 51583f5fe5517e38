namespace ImapApi.Application.Statistics;

/// <summary>How this process is doing.</summary>
public interface IServiceFacts
{
    DateTimeOffset Started { get; }

    /// <summary>Resident bytes.</summary>
    long Memory { get; }

    /// <summary>Events that were written to the log since the start.</summary>
    long Events { get; }

    /// <summary>Events that a webhook target accepted since the start.</summary>
    long Deliveries { get; }
}
