using FluentValidation;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Events;

/// <summary>The events after a position, of one account or of all.</summary>
/// <param name="After">Null: from the oldest event that is kept.</param>
/// <param name="Wait">So long when there is no event yet.</param>
public sealed record ListEvents(AccountId? Account, string? After, int Limit, TimeSpan Wait) : IRequest<EventPage>
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    internal sealed class Validator : AbstractValidator<ListEvents>
    {
        public Validator()
        {
            RuleFor(request => request.Limit).InclusiveBetween(1, MaxLimit).WithMessage($"is a number from 1 to {MaxLimit}.").OverridePropertyName("limit");
            RuleFor(request => request.Wait).InclusiveBetween(TimeSpan.Zero, MaxWait).WithMessage($"is a number of seconds from 0 to {MaxWait.TotalSeconds}.").OverridePropertyName("wait");
        }
    }

    internal sealed class Handler(IEventFeed feed, TimeProvider time) : IRequestHandler<ListEvents, EventPage>
    {
        public async Task<EventPage> Handle(ListEvents request, CancellationToken cancellationToken)
        {
            var begin = time.GetTimestamp();
            EventStart start = request.After is { } after ? new EventStart.After(after) : new EventStart.Oldest();
            using var reading = await feed.OpenAsync(request.Account, start, cancellationToken);
            while (true)
            {
                var events = await reading.ReadAsync(request.Limit, cancellationToken);
                var left = request.Wait - time.GetElapsedTime(begin);
                if (events.Count > 0 || left <= TimeSpan.Zero || !await reading.WaitAsync(left, cancellationToken))
                    return new EventPage([.. events.Select(placed => placed.Event)], reading.Position);
            }
        }
    }
}
