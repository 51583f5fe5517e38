using FluentValidation;
using ImapApi.Application.Errors;
using MediatR;

namespace ImapApi.Application.Pipeline;

/// <summary>Runs every validator of the request and reports all failures together.</summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        List<FieldError>? errors = null;
        foreach (var validator in validators)
        {
            foreach (var failure in validator.Validate(request).Errors)
                (errors ??= []).Add(new FieldError(failure.PropertyName, failure.ErrorMessage));
        }

        return errors is null ? next() : throw new ValidationFailedException(errors);
    }
}
