using ImapApi.Domain.Security;

namespace ImapApi.Application.Tokens;

/// <param name="Secret">What the caller sends; shown this once.</param>
public sealed record NewToken(ApiToken Token, string Secret);
