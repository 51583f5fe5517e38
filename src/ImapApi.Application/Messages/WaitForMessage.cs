using System.Text.Json;
using FluentValidation;
using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>The newest message that matches, or else the first that arrives and does; null when none has come in time.</summary>
/// <param name="Search">Matched by the mail server, for what is there and for what arrives alike.</param>
public sealed record WaitForMessage(AccountId Account, MailboxPath Path, MessageSearch Search, TimeSpan AtMost) : IRequest<MessageSummary?>
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    internal sealed class Validator : AbstractValidator<WaitForMessage>
    {
        public Validator()
        {
            RuleFor(request => request.AtMost).InclusiveBetween(TimeSpan.Zero, Longest).WithMessage($"is a number of seconds from 0 to {Longest.TotalSeconds}.").OverridePropertyName("timeout");
            RuleFor(request => request.Search).Must(search => !search.MatchesAll).WithMessage("is needed, or to, subject or body: what the message has to match.").OverridePropertyName("from");
            RuleFor(request => request.Search).SetValidator(new MessageSearchValidator()).OverridePropertyName("");
        }
    }

    internal sealed class Handler(IMessageStore messages, IEventFeed feed, TimeProvider time) : IRequestHandler<WaitForMessage, MessageSummary?>
    {
        private const int AtOnce = 100;

        public async Task<MessageSummary?> Handle(WaitForMessage request, CancellationToken cancellationToken)
        {
            var begin = time.GetTimestamp();
            while (true)
            {
                // Before the search, so that nothing arrives unnoticed between the two.
                using var reading = await feed.OpenAsync(request.Account, new EventStart.Now(), cancellationToken);
                if (await FindAsync(request, request.Search, cancellationToken) is [var newest, ..])
                    return newest;
                try
                {
                    return await FirstArrivedAsync(request, reading, begin, cancellationToken);
                }
                catch (EventsExpiredException)
                {
                    // More has happened than is kept: what arrived is found by looking again.
                }
            }
        }

        private async Task<MessageSummary?> FirstArrivedAsync(WaitForMessage request, IEventReading reading, long begin, CancellationToken cancellationToken)
        {
            while (true)
            {
                var events = await reading.ReadAsync(AtOnce, cancellationToken);
                foreach (var id in events.Select(placed => placed.Event).Where(happened => IsCandidate(happened, request.Path)).Select(ReadId))
                {
                    var found = await FindAsync(request, request.Search with { Uids = id.Uid.ToString() }, cancellationToken);
                    if (found.FirstOrDefault(message => message.Id == id) is { } message)
                        return message;
                }

                var left = request.AtMost - time.GetElapsedTime(begin);
                if (left <= TimeSpan.Zero || (events.Count == 0 && !await reading.WaitAsync(left, cancellationToken)))
                    return null;
            }
        }

        private async Task<IReadOnlyList<MessageSummary>> FindAsync(WaitForMessage request, MessageSearch search, CancellationToken cancellationToken) =>
            (await messages.ListAsync(request.Account, request.Path, new PageRequest(0, 1), search, cancellationToken)).Messages;

        /// <summary>A special use is a path that only the server knows: then the message's id tells whether it is the one.</summary>
        private static bool IsCandidate(LoggedEvent happened, MailboxPath path) =>
            happened.Type == EventType.MessageNew && (happened.Path == path || path.Value.StartsWith('\\'));

        private static MessageId ReadId(LoggedEvent arrived)
        {
            using var data = JsonDocument.Parse(arrived.Data);
            return MessageId.TryParse(data.RootElement.GetProperty("id").GetString(), out var id) ? id : throw new InvalidOperationException($"Event {arrived.Id} names no message.");
        }
    }
}
