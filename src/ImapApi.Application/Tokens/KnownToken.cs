using ImapApi.Domain.Security;

namespace ImapApi.Application.Tokens;

/// <summary>A token as this process knows it.</summary>
/// <param name="Ended">Cancelled when the token is revoked or expires: what runs for it ends then.</param>
public sealed record KnownToken(ApiToken Token, CancellationToken Ended);
