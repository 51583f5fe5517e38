using System.Buffers.Text;
using System.Security.Cryptography;
using FluentValidation;
using ImapApi.Application.Errors;
using ImapApi.Domain;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using MediatR;

namespace ImapApi.Application.Tokens;

/// <summary>Makes an access token. From the first one on, every call needs one.</summary>
public sealed record CreateToken(string? Description, IReadOnlyList<Scope> Scopes, AccountId? Account, DateTimeOffset? Expires) : IRequest<NewToken>
{
    private const int LongestDescription = 200;

    /// <summary>Whoever asks has shown no token, because none was asked for: this makes the first one or none.</summary>
    public bool OnlyFirst { get; init; }

    internal sealed class Validator : AbstractValidator<CreateToken>
    {
        public Validator(TimeProvider time)
        {
            RuleFor(request => request.Description).Must(text => text is null || (text.Length <= LongestDescription && Text.IsSingleLine(text)))
                .WithMessage($"is one line of at most {LongestDescription} printable characters.").OverridePropertyName("description");
            RuleFor(request => request.Scopes).NotEmpty().WithMessage($"is a list of {string.Join(", ", ScopeNames.All)}.").OverridePropertyName("scopes");
            RuleFor(request => request.Account).Must((request, account) => account is null || request.Scopes.All(scope => scope == Scope.Api))
                .WithMessage("can only bind a token whose one scope is api.").OverridePropertyName("account");
            RuleFor(request => request.Expires).Must(expires => expires is null || expires > time.GetUtcNow())
                .WithMessage("lies in the future.").OverridePropertyName("expires");
        }
    }

    internal sealed class Handler(ITokenStore tokens, TimeProvider time) : IRequestHandler<CreateToken, NewToken>
    {
        private const int IdBytes = 9;

        public async Task<NewToken> Handle(CreateToken request, CancellationToken cancellationToken)
        {
            if (!request.Scopes.Contains(Scope.Admin) && !await tokens.WasEverMadeAsync(cancellationToken))
                throw new ValidationFailedException("scopes", "of the first token include admin: from then on only such a token can make others.");
            var token = new ApiToken(
                Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)), request.Description, [.. request.Scopes.Distinct().Order()], request.Account, time.GetUtcNow(), request.Expires);
            var secret = TokenSecret.Create();
            return await tokens.AddAsync(token, TokenSecret.Hash(secret), request.OnlyFirst, cancellationToken)
                ? new NewToken(token, secret)
                : throw new ConflictException("The first token was made at the same time by somebody else; from now on only a token with the scope admin can make others.", retryable: false);
        }
    }
}
