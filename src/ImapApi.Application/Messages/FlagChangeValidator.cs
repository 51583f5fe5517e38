using System.Linq.Expressions;
using FluentValidation;
using ImapApi.Domain.Messages;

namespace ImapApi.Application.Messages;

/// <summary>One of add, delete and set at least; set by itself.</summary>
internal abstract class FlagChangeValidator : AbstractValidator<FlagChange>
{
    private const int Most = 100;

    protected FlagChangeValidator(Func<string, bool> isSettable, string allowed)
    {
        RuleFor(change => change).Must(change => change is not { Add: null, Delete: null, Set: null }).WithMessage("at least one of add, delete and set is given.").OverridePropertyName("");
        RuleFor(change => change.Set).Must((change, set) => set is null || change is { Add: null, Delete: null }).WithMessage("set stands alone: it says all there shall be.").OverridePropertyName("set");
        List(change => change.Add, "add");
        List(change => change.Delete, "delete");
        List(change => change.Set, "set");

        void List(Expression<Func<FlagChange, IReadOnlyList<string>?>> list, string key) =>
            RuleFor(list).Must(values => values is null || (values.Count <= Most && values.All(isSettable))).WithMessage(allowed).OverridePropertyName(key);
    }
}
