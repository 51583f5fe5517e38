using System.ComponentModel;

namespace ImapApi.Api.Contracts.Tokens;

[Description("The access tokens.")]
internal sealed record TokenListResponse([property: Description("In the order in which they were made, expired ones too.")] IReadOnlyList<TokenResponse> Tokens);
