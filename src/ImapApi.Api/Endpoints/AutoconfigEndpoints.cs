using ImapApi.Api.Auth;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Autoconfig;
using ImapApi.Application.Autoconfig;
using ImapApi.Domain.Autoconfig;
using ImapApi.Domain.Security;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

internal static class AutoconfigEndpoints
{
    private static readonly QueryParameter<MailDomain> Email =
        new("email", "string", null, "The address whose mail servers are looked for; only its domain is used.", static (string text, out MailDomain value) => MailDomain.TryParse(text, out value!), "is an email address.") { IsRequired = true, Example = "user@gmail.com" };

    // A stand-in for an address that was refused.
    private static readonly MailDomain NoDomain = MailDomain.Parse("nobody@example.com");

    public static void MapAutoconfig(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/autoconfig", GetAutoconfig).For(Access.Service).Fails()
            .Describe("GetAutoconfig", "Accounts", "Finds the mail servers of an address.", "From a built-in list of large providers; else from what the DNS says of the domain: its SRV records (RFC 6186, RFC 8314), or that a known provider receives its mail; "
                + "and where the configuration allows it (autoconfig.online), from the configuration files that Thunderbird reads, at the domain itself and in Mozilla's collection. Only the domain is ever sent. "
                + "Names from the DNS are not authenticated: show a person the hosts before a password goes there. A domain of which nothing is known is answered alone, without servers.").Takes(Email);

    private static async Task<Ok<AutoconfigResponse>> GetAutoconfig(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var domain = input.Require(Email, NoDomain);
        return TypedResults.Ok(AutoconfigResponse.From(domain, await input.SendAsync(mediator, new GetAutoconfig(domain))));
    }
}
