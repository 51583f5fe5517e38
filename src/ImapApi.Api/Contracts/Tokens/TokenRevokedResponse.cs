using System.ComponentModel;

namespace ImapApi.Api.Contracts.Tokens;

[Description("The token that was revoked.")]
internal sealed record TokenRevokedResponse(
    [property: Description("Its id.")] string Id,
    [property: Description("Always true.")] bool Deleted);
