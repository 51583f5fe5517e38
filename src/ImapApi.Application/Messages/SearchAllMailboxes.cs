using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>A page of the messages of all mailboxes that match, newest first.</summary>
/// <param name="Cursor">Where the page begins or ends, instead of its number.</param>
public sealed record SearchAllMailboxes(AccountId Account, PageRequest Page, MergedCursor? Cursor, MessageSearch Search) : IRequest<MergedPage>
{
    internal sealed class Validator : AbstractValidator<SearchAllMailboxes>
    {
        private const string OfOneMailbox = "means something in one mailbox only: give its path.";

        public Validator()
        {
            RuleFor(request => request.Page).SetValidator(new PageRequestValidator()).OverridePropertyName("");
            RuleFor(request => request.Search).SetValidator(new MessageSearchValidator()).OverridePropertyName("search");
            RuleFor(request => request.Search.Sequence).Null().WithMessage(OfOneMailbox).OverridePropertyName("search.seq");
            RuleFor(request => request.Search.Uids).Null().WithMessage(OfOneMailbox).OverridePropertyName("search.uid");
            RuleFor(request => request.Search.ModSeq).Null().WithMessage(OfOneMailbox).OverridePropertyName("search.modseq");
            RuleFor(request => request.Cursor).Must((request, cursor) => cursor is null || cursor.Value.Search == request.Search.Fingerprint)
                .WithMessage("is of another search.").OverridePropertyName("cursor");
        }
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<SearchAllMailboxes, MergedPage>
    {
        public Task<MergedPage> Handle(SearchAllMailboxes request, CancellationToken cancellationToken) =>
            messages.SearchAllAsync(request.Account, request.Page, request.Cursor, request.Search, cancellationToken);
    }
}
