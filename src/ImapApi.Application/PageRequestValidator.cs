using FluentValidation;
using ImapApi.Domain.Messages;

namespace ImapApi.Application;

internal sealed class PageRequestValidator : AbstractValidator<PageRequest>
{
    public PageRequestValidator()
    {
        RuleFor(page => page.Page).InclusiveBetween(0, PageRequest.MaxPage).WithMessage($"is a number from 0 to {PageRequest.MaxPage}.").OverridePropertyName("page");
        RuleFor(page => page.PageSize).InclusiveBetween(1, PageRequest.MaxSize).WithMessage($"is a number from 1 to {PageRequest.MaxSize}.").OverridePropertyName("pageSize");
    }
}
