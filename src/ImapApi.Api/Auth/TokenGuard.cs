using ImapApi.Api.Cluster;
using ImapApi.Api.Http;
using ImapApi.Application.Tokens;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using Microsoft.Extensions.Primitives;

namespace ImapApi.Api.Auth;

/// <summary>
/// Asks for an access token (RFC 6750), unless the door is open: in the Authorization header only, because queries end up in logs and histories.
/// </summary>
internal sealed class TokenGuard(RequestDelegate next, ITokenCheck tokens, OpenDoor door, FailedLogIns failures, NodeKey nodes, TimeProvider time)
{
    private const string Scheme = "Bearer";

    public Task InvokeAsync(HttpContext http)
    {
        var access = EndpointAccess.Of(http.GetEndpoint());
        if (access == Access.Open || door.IsOpen)
            return next(http);
        if (door.IsUnknown)
            return ProblemWriter.WriteAsync(http, ErrorStatus.StoreAway);
        if (ReadSecret(http.Request.Headers.Authorization) is not { } secret)
            return RefuseAsync(http, StatusCodes.Status401Unauthorized, "Unauthorized", "This server wants an access token: send the header Authorization: Bearer TOKEN.", Scheme);
        if (tokens.Find(secret) is not { } known || known.Token.IsExpired(time.GetUtcNow()))
            return RefuseUnknownAsync(http);
        if (!known.Token.Allows(access, AccountOf(http, access)))
            return RefuseAsync(http, StatusCodes.Status403Forbidden, "Forbidden", WhyNot(known.Token, access), Scheme + " error=\"insufficient_scope\"");
        http.Features.Set(new Caller(known.Token));
        // Who revokes his own token must hear of it; nothing else of an administrator's lasts.
        return access == Access.Admin ? next(http) : RunAsync(http, known.Ended);
    }

    /// <summary>What still runs when the token ends is cut off: a stream of events would go on for ever.</summary>
    private async Task RunAsync(HttpContext http, CancellationToken ended)
    {
        await using var registration = ended.UnsafeRegister(static http => ((HttpContext)http!).Abort(), http);
        await next(http);
    }

    /// <summary>A node has checked its caller's token, and counted: it is not the node that guesses.</summary>
    private Task RefuseUnknownAsync(HttpContext http) => !nodes.IsSentWith(http.Request) && failures.Note(http.Connection.RemoteIpAddress) is { } wait
        ? ProblemWriter.WriteAsync(http, ErrorStatus.TooManyFailures(wait))
        : RefuseAsync(http, StatusCodes.Status401Unauthorized, "Unauthorized", "The access token is unknown, revoked or expired.", Scheme + " error=\"invalid_token\"");

    /// <summary>Null when the path names none that can be read, which is no account of anybody.</summary>
    private static AccountId? AccountOf(HttpContext http, Access access) => access == Access.Account && AccountSegment.TryRead(http, out var account) ? account : null;

    private static string? ReadSecret(StringValues header) =>
        header is [{ } value] && value.Length > Scheme.Length && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && value[Scheme.Length] == ' '
            ? value[(Scheme.Length + 1)..].Trim()
            : null;

    private static string WhyNot(ApiToken token, Access access) =>
        token.Account is { } account && token.Scopes.Contains(Scope.Api) && access is Access.Account or Access.Service
            ? $"The access token is good for account '{account}' only."
            : $"The access token has the scope {string.Join(", ", token.Scopes.Select(ScopeNames.Name))}; this needs {(access switch { Access.Admin => "admin", Access.Metrics => "metrics", _ => "api" })}.";

    private static Task RefuseAsync(HttpContext http, int status, string code, string message, string challenge)
    {
        http.Response.Headers.WWWAuthenticate = challenge;
        return ProblemWriter.WriteAsync(http, new ApiError(status, code, message));
    }
}
