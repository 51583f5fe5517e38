using FluentValidation;
using ImapApi.Domain.Messages;

namespace ImapApi.Application.Messages;

/// <summary>Nobody changes a whole mailbox by forgetting a key.</summary>
internal sealed class MessageSelectionValidator : AbstractValidator<MessageSelection>
{
    private const int MostIds = 10_000;

    public MessageSelectionValidator()
    {
        RuleFor(selection => selection.Ids).Must((selection, ids) => ids is null || (selection.Search is null && !selection.All))
            .WithMessage("stands alone: without search and all.").OverridePropertyName("ids");
        RuleFor(selection => selection.Ids).Must(ids => ids is null or { Count: > 0 and <= MostIds }).WithMessage($"has 1 to {MostIds} ids.").OverridePropertyName("ids");
        RuleFor(selection => selection.Search).Must((selection, search) => selection.All || selection.Ids is not null || (search is not null && !search.MatchesAll))
            .WithMessage("names at least one key; every message of the mailbox is meant only with all: true.").OverridePropertyName("search");
        RuleFor(selection => selection.Search!).SetValidator(new MessageSearchValidator()).When(selection => selection.Search is not null).OverridePropertyName("search");
    }
}
