using FluentValidation;
using ImapApi.Application.Webhooks;
using MediatR;

namespace ImapApi.Application.Settings;

/// <summary>Changes the settings that are given and leaves the others. Answers the names of what was given.</summary>
public sealed record UpdateSettings(LogSettingsChange? Logs) : IRequest<IReadOnlyList<string>>
{
    public WebhookChange Webhooks { get; init; } = WebhookChange.None;

    public UrlChange? AuthServer { get; init; }

    internal sealed class Validator : AbstractValidator<UpdateSettings>
    {
        private const int MostLogLines = 1_000_000;

        public Validator(IWebhookPolicy policy)
        {
            RuleFor(request => request.Webhooks).SetValidator(new WebhookChangeValidator(policy)).OverridePropertyName("");
            RuleFor(request => request.AuthServer).Must(change => change?.Url is not { } url || !policy.Forbids(url)).WithMessage(WebhookChangeValidator.ForbiddenUrl).OverridePropertyName("authServer");
            RuleFor(request => request).Must(request => request.Given().Any()).WithMessage("at least one setting is given.").OverridePropertyName("body");
            RuleFor(request => request.Logs!.MaxLogLines).InclusiveBetween(1, MostLogLines).When(request => request.Logs is not null)
                .WithMessage($"is a number from 1 to {MostLogLines}.").OverridePropertyName("logs.maxLogLines");
        }
    }

    internal sealed class Handler(ISettingsStore settings, TimeProvider time) : IRequestHandler<UpdateSettings, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(UpdateSettings request, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            await settings.UpdateAsync(
                current => current with
                {
                    Logs = request.Logs is null ? current.Logs : request.Logs.ApplyTo(current.Logs),
                    Webhooks = request.Webhooks.ApplyTo(current.Webhooks, now),
                    AuthServer = request.AuthServer is null ? current.AuthServer : request.AuthServer.ApplyTo(current.AuthServer),
                },
                cancellationToken);
            return [.. request.Given()];
        }
    }

    private IEnumerable<string> Given()
    {
        if (Webhooks.Url is not null)
            yield return "webhooks";
        if (Webhooks.Events is not null)
            yield return "webhookEvents";
        if (Webhooks.From is not null)
            yield return "webhooksFrom";
        if (AuthServer is not null)
            yield return "authServer";
        if (Logs is not null)
            yield return "logs";
    }
}
