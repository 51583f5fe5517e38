using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Where the bytes of messages are that are too large for one document.</summary>
internal interface ILargeBodies
{
    /// <summary>Whole and lasting when it returns; before the entry is written.</summary>
    Task WriteAsync(OutboxEntry entry, IMessageSource source, CancellationToken cancellationToken);

    /// <returns>Null: it is gone.</returns>
    Task<IMessageSource?> OpenAsync(OutboxEntry entry, CancellationToken cancellationToken);

    /// <summary>What goes in the batch that says that it is not needed any more.</summary>
    void AddRemoval(Batch batch, OutboxEntry entry);

    /// <summary>That batch is written.</summary>
    void Remove(QueueId id);

    /// <summary>The entry was never written.</summary>
    Task DiscardAsync(OutboxEntry entry, CancellationToken cancellationToken);

    /// <summary>Removes what a process left that ended between writing a message and its entry.</summary>
    /// <param name="needed">What is to stay, besides all that is younger than <paramref name="time"/>.</param>
    Task SweepAsync(IAsyncEnumerable<AccountId> accounts, IReadOnlySet<QueueId> needed, DateTimeOffset time, CancellationToken cancellationToken);
}
