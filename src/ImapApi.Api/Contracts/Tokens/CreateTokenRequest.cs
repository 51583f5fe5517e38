using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImapApi.Api.Binding;
using ImapApi.Application.Tokens;
using ImapApi.Domain.Security;

namespace ImapApi.Api.Contracts.Tokens;

[Description("An access token to make.")]
internal sealed record CreateTokenRequest
{
    [Description("What it is for, in your own words.")]
    public string? Description { get; init; }

    [Required, Description("What it allows: api (accounts, mail, events, logs, statistics), metrics (only /metrics), admin (everything, and alone tokens and settings). The first token has admin.")]
    public IReadOnlyList<string>? Scopes { get; init; }

    [Description("The only account it is good for; only with the scope api alone.")]
    public string? Account { get; init; }

    [Description("When it ends; without it never.")]
    public DateTimeOffset? Expires { get; init; }

    public CreateToken ToCommand(RequestInput input)
    {
        var scopes = new List<Scope>();
        foreach (var word in Scopes ?? [])
        {
            if (ScopeNames.TryParse(word, out var scope))
                scopes.Add(scope);
            else
                input.Refuse("scopes", $"is a list of {string.Join(", ", ScopeNames.All)}.");
        }

        return new CreateToken(Description, scopes, input.AccountOf(Account), Expires);
    }
}
