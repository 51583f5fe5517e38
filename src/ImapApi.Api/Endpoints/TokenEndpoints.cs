using ImapApi.Api.Auth;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Tokens;
using ImapApi.Application.Tokens;
using ImapApi.Domain.Security;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

internal static class TokenEndpoints
{
    private const string Tag = "Tokens";

    public static void MapTokens(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/tokens", ListTokens).For(Access.Admin).Fails()
            .Describe("ListTokens", Tag, "Lists the access tokens, without their secrets.");
        v1.MapPost("/tokens", CreateToken).For(Access.Admin).Accepts<CreateTokenRequest>("application/json").Fails(413)
            .Describe("CreateToken", Tag, "Makes an access token.", "Its secret is in the answer, this once; only a hash of it is kept. From the first token on every call needs one, for good, and only one with the scope admin can make others.");
        v1.MapDelete("/tokens/{token}", RevokeToken).For(Access.Admin).Fails(404)
            .Describe("RevokeToken", Tag, "Revokes an access token.");
    }

    private static async Task<Ok<TokenListResponse>> ListTokens(HttpContext http, IMediator mediator)
    {
        var tokens = await RequestInput.Of(http).SendAsync(mediator, new ListTokens());
        return TypedResults.Ok(new TokenListResponse([.. tokens.Select(TokenResponse.From)]));
    }

    private static async Task<Ok<TokenCreatedResponse>> CreateToken(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var command = (await input.BodyAsync(ApiJson.Web.CreateTokenRequest)).ToCommand(input) with { OnlyFirst = Caller.Of(http).Token is null };
        var made = await input.SendAsync(mediator, command);
        return TypedResults.Ok(new TokenCreatedResponse(made.Token.Id, made.Secret));
    }

    private static async Task<Ok<TokenRevokedResponse>> RevokeToken(HttpContext http, IMediator mediator, string token)
    {
        await RequestInput.Of(http).SendAsync(mediator, new RevokeToken(token));
        return TypedResults.Ok(new TokenRevokedResponse(token, Deleted: true));
    }
}
