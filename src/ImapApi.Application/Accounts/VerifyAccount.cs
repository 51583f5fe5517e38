using FluentValidation;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Accounts;

/// <summary>Logs in to the given servers and says how it went; stores nothing.</summary>
public sealed record VerifyAccount(ServerEndpoint? Imap, ServerEndpoint? Smtp) : IRequest<AccountVerdict>
{
    internal sealed class Validator : AbstractValidator<VerifyAccount>
    {
        public Validator()
        {
            RuleFor(request => request).Must(request => request.Imap is not null || request.Smtp is not null)
                .WithMessage("at least one of imap and smtp is given.").OverridePropertyName("body");
            RuleFor(request => request.Imap!).SetValidator(new ServerEndpointValidator()).When(request => request.Imap is not null).OverridePropertyName("imap");
            RuleFor(request => request.Smtp!).SetValidator(new ServerEndpointValidator()).When(request => request.Smtp is not null).OverridePropertyName("smtp");
        }
    }

    internal sealed class Handler(IAccountVerifier verifier) : IRequestHandler<VerifyAccount, AccountVerdict>
    {
        public async Task<AccountVerdict> Handle(VerifyAccount request, CancellationToken cancellationToken)
        {
            var imap = VerifyAsync(request.Imap, verifier.VerifyImapAsync, cancellationToken);
            var smtp = VerifyAsync(request.Smtp, verifier.VerifySmtpAsync, cancellationToken);
            await Task.WhenAll(imap, smtp);
            return new AccountVerdict(await imap, await smtp);
        }

        private static async Task<ServerVerdict?> VerifyAsync(ServerEndpoint? endpoint, Func<ServerEndpoint, CancellationToken, Task<ServerVerdict>> verify, CancellationToken cancellationToken) =>
            endpoint is null ? null : await verify(endpoint, cancellationToken);
    }
}
