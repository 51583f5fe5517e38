using FluentValidation;
using MediatR;

namespace ImapApi.Application.Settings;

/// <summary>Changes the settings that are given and leaves the others. Answers the names of what was given.</summary>
public sealed record UpdateSettings(LogSettingsChange? Logs) : IRequest<IReadOnlyList<string>>
{
    internal sealed class Validator : AbstractValidator<UpdateSettings>
    {
        private const int MostLogLines = 1_000_000;

        public Validator()
        {
            RuleFor(request => request.Logs).NotNull().WithMessage("at least one setting is given.").OverridePropertyName("body");
            RuleFor(request => request.Logs!.MaxLogLines).InclusiveBetween(1, MostLogLines).When(request => request.Logs is not null)
                .WithMessage($"is a number from 1 to {MostLogLines}.").OverridePropertyName("logs.maxLogLines");
        }
    }

    internal sealed class Handler(ISettingsStore settings) : IRequestHandler<UpdateSettings, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(UpdateSettings request, CancellationToken cancellationToken)
        {
            await settings.UpdateAsync(current => request.Logs is null ? current : current with { Logs = request.Logs.ApplyTo(current.Logs) }, cancellationToken);
            return request.Logs is null ? [] : ["logs"];
        }
    }
}
