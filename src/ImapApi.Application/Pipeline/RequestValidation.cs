using FluentValidation;
using ImapApi.Application.Errors;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Application.Pipeline;

/// <summary>
/// A request's validators without the request's handler: so that what an adapter could not read and what it could read but is not valid are reported together.
/// </summary>
public sealed class RequestValidation(IServiceProvider services)
{
    public IEnumerable<FieldError> Check(IBaseRequest request) =>
        services.GetServices(typeof(IValidator<>).MakeGenericType(request.GetType())).Cast<IValidator>()
            .SelectMany(validator => validator.Validate(new ValidationContext<object>(request)).Errors)
            .Select(failure => new FieldError(failure.PropertyName, failure.ErrorMessage));
}
