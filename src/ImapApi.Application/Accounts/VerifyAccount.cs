using FluentValidation;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Accounts;

/// <summary>Logs in to the given servers and says how it went; stores nothing.</summary>
public sealed record VerifyAccount(ServerEndpoint? Imap, ServerEndpoint? Smtp) : IRequest<AccountVerdict>
{
    /// <summary>Whom the authentication server is asked about; needs not be registered.</summary>
    public AccountId? Account { get; init; }

    /// <summary>List the mailboxes after the log-in to the IMAP server.</summary>
    public bool Mailboxes { get; init; }

    private bool UsesAuthServer => Imap?.Credentials is Credentials.AuthServer || Smtp?.Credentials is Credentials.AuthServer;

    internal sealed class Validator : AbstractValidator<VerifyAccount>
    {
        public Validator()
        {
            RuleFor(request => request).Must(request => request.Imap is not null || request.Smtp is not null)
                .WithMessage("at least one of imap and smtp is given.").OverridePropertyName("body");
            RuleFor(request => request.Imap!).SetValidator(new ServerEndpointValidator()).When(request => request.Imap is not null).OverridePropertyName("imap");
            RuleFor(request => request.Smtp!).SetValidator(new ServerEndpointValidator()).When(request => request.Smtp is not null).OverridePropertyName("smtp");
            RuleFor(request => request.Account).NotNull().When(request => request.UsesAuthServer)
                .WithMessage("is required with useAuthServer: the authentication server is asked about it.").OverridePropertyName("account");
            RuleFor(request => request.Mailboxes).Must(mailboxes => !mailboxes).When(request => request.Imap is null)
                .WithMessage("can only be listed where imap is given.").OverridePropertyName("mailboxes");
        }
    }

    internal sealed class Handler(IAccountVerifier verifier) : IRequestHandler<VerifyAccount, AccountVerdict>
    {
        public async Task<AccountVerdict> Handle(VerifyAccount request, CancellationToken cancellationToken)
        {
            var imap = VerifyAsync(request.Imap, endpoint => verifier.VerifyImapAsync(request.Account, endpoint, request.Mailboxes, cancellationToken));
            var smtp = VerifyAsync(request.Smtp, endpoint => verifier.VerifySmtpAsync(request.Account, endpoint, cancellationToken));
            await Task.WhenAll(imap, smtp);
            return new AccountVerdict(await imap, await smtp);
        }

        private static async Task<ServerVerdict?> VerifyAsync(ServerEndpoint? endpoint, Func<ServerEndpoint, Task<ServerVerdict>> verify) =>
            endpoint is null ? null : await verify(endpoint);
    }
}
