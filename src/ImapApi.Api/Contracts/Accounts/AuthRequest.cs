using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ImapApi.Api.Contracts.Accounts;

[Description("What authenticates to a mail server: a user with either pass or accessToken.")]
internal sealed record AuthRequest
{
    [Required, Description("The user name.")]
    public string? User { get; init; }

    [Description("The password.")]
    public string? Pass { get; init; }

    [Description("An OAuth2 access token, instead of pass.")]
    public string? AccessToken { get; init; }
}
