using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Events;

/// <summary>The event log as its readers see it. Every call throws <see cref="Errors.StoreUnavailableException"/> while the store is away.</summary>
public interface IEventFeed
{
    /// <summary>Begins to read; what is read later belongs to the reading alone.</summary>
    /// <param name="account">Null: all accounts. Of one account an event comes after those before it; between accounts the order is about that of their dates.</param>
    /// <exception cref="Errors.NotFoundException">There is no such account, and no event of it is left.</exception>
    /// <exception cref="Errors.ValidationFailedException">The position is none that this log gives out; the wrong key is <c>after</c>.</exception>
    /// <exception cref="Errors.EventsExpiredException">The position is older than what is kept, or beyond the end.</exception>
    Task<IEventReading> OpenAsync(AccountId? account, EventStart start, CancellationToken cancellationToken);
}
