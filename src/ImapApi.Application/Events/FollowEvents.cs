using System.Runtime.CompilerServices;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Events;

/// <summary>
/// The events after a position and all that happen from then on, until the caller or the process ends. Read from the log as fast as they are taken, so
/// that a slow follower costs no memory. While the store is away it is silent.
/// </summary>
/// <param name="After">Null: from now on.</param>
public sealed record FollowEvents(AccountId? Account, string? After) : IRequest<IAsyncEnumerable<FollowedEvent>>
{
    internal sealed class Handler(IEventFeed feed) : IRequestHandler<FollowEvents, IAsyncEnumerable<FollowedEvent>>
    {
        private const int AtOnce = 100;
        private static readonly TimeSpan StoreAwayFor = TimeSpan.FromSeconds(1);

        public async Task<IAsyncEnumerable<FollowedEvent>> Handle(FollowEvents request, CancellationToken cancellationToken)
        {
            EventStart start = request.After is { } after ? new EventStart.After(after) : new EventStart.Now();
            try
            {
                // Here, so that what is wrong with the request is an answer and not the end of a stream.
                return FollowAsync(request.Account, await feed.OpenAsync(request.Account, start, cancellationToken), hasGap: false, cancellationToken);
            }
            catch (EventsExpiredException)
            {
                return FollowAsync(request.Account, await OpenOldestAsync(request.Account, cancellationToken), hasGap: true, cancellationToken);
            }
        }

        private async IAsyncEnumerable<FollowedEvent> FollowAsync(AccountId? account, IEventReading reading, bool hasGap, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                yield return hasGap ? new FollowedEvent.Gap(reading.Position) : new FollowedEvent.Begun(reading.Position);
                var goesOn = true;
                while (goesOn)
                {
                    var (events, expired, patience) = await ReadAsync(reading, cancellationToken);
                    foreach (var placed in events)
                        yield return new FollowedEvent.Happened(placed.Event, placed.Position);
                    if (expired && await TryReopenAsync(account, cancellationToken) is { } reopened)
                    {
                        reading.Dispose();
                        reading = reopened;
                        yield return new FollowedEvent.Gap(reading.Position);
                    }
                    else if (events.Count == 0)
                    {
                        goesOn = await reading.WaitAsync(patience, cancellationToken);
                    }
                }
            }
            finally
            {
                reading.Dispose();
            }
        }

        private static async Task<(IReadOnlyList<PlacedEvent> Events, bool Expired, TimeSpan Patience)> ReadAsync(IEventReading reading, CancellationToken cancellationToken)
        {
            try
            {
                return (await reading.ReadAsync(AtOnce, cancellationToken), false, Timeout.InfiniteTimeSpan);
            }
            catch (EventsExpiredException)
            {
                return ([], true, StoreAwayFor);
            }
            catch (StoreUnavailableException)
            {
                return ([], false, StoreAwayFor);
            }
        }

        /// <summary>Null while the store is away; the next attempt finds the position expired again.</summary>
        private async Task<IEventReading?> TryReopenAsync(AccountId? account, CancellationToken cancellationToken)
        {
            try
            {
                return await OpenOldestAsync(account, cancellationToken);
            }
            catch (ImapApiException exception) when (exception is StoreUnavailableException or NotFoundException)
            {
                return null;
            }
        }

        private Task<IEventReading> OpenOldestAsync(AccountId? account, CancellationToken cancellationToken) => feed.OpenAsync(account, new EventStart.Oldest(), cancellationToken);
    }
}
