using FluentValidation;
using ImapApi.Domain;
using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Accounts;

internal sealed class ServerEndpointValidator : AbstractValidator<ServerEndpoint>
{
    private const int MaxSecretLength = 16 * 1024;
    private const int MaxUserLength = 1024;

    public ServerEndpointValidator()
    {
        RuleFor(endpoint => endpoint.Host).Must(IsHost).WithMessage("is a host name or an IP address.").OverridePropertyName("host");
        RuleFor(endpoint => endpoint.Port).InclusiveBetween(1, 65535).WithMessage("is a number from 1 to 65535.").OverridePropertyName("port");
        RuleFor(endpoint => endpoint.Credentials.User!).Must(user => user.Length is > 0 and <= MaxUserLength && Text.IsSingleLine(user))
            .When(endpoint => endpoint.Credentials.User is not null)
            .WithMessage($"has 1 to {MaxUserLength} printable characters.").OverridePropertyName("auth.user");
        RuleFor(endpoint => endpoint.Credentials).Must(credentials => credentials is not Credentials.Password { Secret: var secret } || IsSecret(secret))
            .WithMessage($"has 1 to {MaxSecretLength} printable characters.").OverridePropertyName("auth.pass");
        RuleFor(endpoint => endpoint.Credentials).Must(credentials => credentials is not Credentials.AccessToken { Token: var token } || IsSecret(token))
            .WithMessage($"has 1 to {MaxSecretLength} printable characters.").OverridePropertyName("auth.accessToken");
    }

    private static bool IsHost(string host) => host.Length <= 255 && Text.IsSingleLine(host) && Uri.CheckHostName(host) != UriHostNameType.Unknown;

    private static bool IsSecret(string secret) => secret.Length is > 0 and <= MaxSecretLength && Text.IsSingleLine(secret);
}
