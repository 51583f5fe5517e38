using System.Globalization;
using ImapApi.Application.Errors;
using ImapApi.Application.Tokens;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using MediatR;

namespace ImapApi.Api.Tools;

internal static class TokenTool
{
    public static async Task CreateAsync(IServiceProvider services, ToolLine line, TextWriter output)
    {
        line.Allow("scopes", "account", "description", "expires");
        var scopes = line.Require("scopes").Split(',').Select(word => ScopeNames.TryParse(word, out var scope) ? scope
            : throw new StartupException($"--scopes is a list of {string.Join(",", ScopeNames.All)}.")).ToList();
        AccountId? account = null;
        if (line.Find("account") is { } id && !AccountId.TryParse(id, out account))
            throw new StartupException("--account is an account id.");
        DateTimeOffset? expires = null;
        if (line.Find("expires") is { } text)
        {
            expires = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
                : throw new StartupException("--expires is a time in ISO 8601: 2027-01-31T00:00:00Z.");
        }

        var made = await services.GetRequiredService<IMediator>().Send(new CreateToken(line.Find("description"), scopes, account, expires));
        await output.WriteLineAsync(made.Secret);
    }

    public static async Task ListAsync(IServiceProvider services, TextWriter output)
    {
        foreach (var token in await services.GetRequiredService<IMediator>().Send(new ListTokens()))
        {
            var expires = token.Expires?.ToString("u", CultureInfo.InvariantCulture) ?? "never";
            await output.WriteLineAsync($"{token.Id}\t{string.Join(',', token.Scopes.Select(ScopeNames.Name))}\t{token.Account?.Value ?? "-"}\t{expires}\t{token.Description}");
        }
    }

    public static async Task RevokeAsync(IServiceProvider services, string id, TextWriter output)
    {
        await services.GetRequiredService<IMediator>().Send(new RevokeToken(id));
        await output.WriteLineAsync($"Token {id} is revoked.");
    }
}
