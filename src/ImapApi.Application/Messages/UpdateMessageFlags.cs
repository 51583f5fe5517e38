using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Adds, deletes or sets flags of one message.</summary>
public sealed record UpdateMessageFlags(AccountId Account, MessageId Message, FlagChange Flags) : IRequest<FlagChangeResult>
{
    internal sealed class Validator : AbstractValidator<UpdateMessageFlags>
    {
        private const int MaxFlags = 100;

        public Validator()
        {
            RuleFor(request => request.Flags).Must(flags => flags is not { Add: null, Delete: null, Set: null })
                .WithMessage("at least one of add, delete and set is given.").OverridePropertyName("flags");
            RuleFor(request => request.Flags).Must(flags => flags.Set is null || flags is { Add: null, Delete: null })
                .WithMessage("set stands alone: it says all the flags.").OverridePropertyName("flags.set");
            Flags(request => request.Flags.Add, "flags.add");
            Flags(request => request.Flags.Delete, "flags.delete");
            Flags(request => request.Flags.Set, "flags.set");
        }

        private void Flags(System.Linq.Expressions.Expression<Func<UpdateMessageFlags, IReadOnlyList<string>?>> flags, string key) =>
            RuleFor(flags).Must(list => list is null || (list.Count <= MaxFlags && list.All(Flag.IsSettable)))
                .WithMessage(@"holds \Seen, \Answered, \Flagged, \Deleted, \Draft, or keywords: ASCII without blanks and ( ) { % * "" \ ].").OverridePropertyName(key);
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<UpdateMessageFlags, FlagChangeResult>
    {
        public Task<FlagChangeResult> Handle(UpdateMessageFlags request, CancellationToken cancellationToken) =>
            messages.UpdateFlagsAsync(request.Account, request.Message, request.Flags, cancellationToken);
    }
}
