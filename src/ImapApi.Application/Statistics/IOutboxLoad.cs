using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Statistics;

/// <summary>The messages in the outbox that have not come to their end.</summary>
public interface IOutboxLoad
{
    /// <summary>By state; a state without messages is absent.</summary>
    IReadOnlyDictionary<OutboxState, int> Count();
}
