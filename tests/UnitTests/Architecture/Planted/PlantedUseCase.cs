using FluentValidation;
using MediatR;

namespace ImapApi.UnitTests.Architecture.Planted;

/// <summary>Breaks the rules on requests (it is no record), handlers (unsealed, visible, sends) and validators (unsealed).</summary>
public sealed class PlantedUseCase : IRequest<int>
{
    public class Validator : AbstractValidator<PlantedUseCase>;

    public class Handler(IMediator mediator) : IRequestHandler<PlantedUseCase, int>
    {
        public Task<int> Handle(PlantedUseCase request, CancellationToken cancellationToken) => mediator.Send(request, cancellationToken);
    }
}
