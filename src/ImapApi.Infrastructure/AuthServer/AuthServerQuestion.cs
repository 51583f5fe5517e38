using System.Text;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;

namespace ImapApi.Infrastructure.AuthServer;

/// <summary>Whose credentials are asked for, and where.</summary>
/// <param name="Protocol"><c>imap</c> or <c>smtp</c>.</param>
/// <param name="IsRenewal">The credentials of the last answer were refused by the mail server.</param>
internal sealed record AuthServerQuestion(HttpUrl Server, AccountId Account, string Protocol, bool IsRenewal)
{
    /// <summary>The server's URL, its own query kept, with <c>account</c> and <c>proto</c>.</summary>
    public Uri ToUri()
    {
        var separator = !Server.Address.Contains('?', StringComparison.Ordinal) ? "?" : Server.Address[^1] is '?' or '&' ? "" : "&";
        return new Uri($"{Server.Address}{separator}account={Uri.EscapeDataString(Account.Value)}&proto={Protocol}");
    }

    /// <summary>The value of <c>Authorization</c>; null where the URL has neither user nor password.</summary>
    public string? Authorization => Server.UserInfo is { } user ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user)) : null;

    /// <summary>Says what went wrong: of the server only its scheme, host and port, and nothing of what it answered, for that may be a secret.</summary>
    public MailServerUnavailableException Failed(string what, Exception? cause = null) =>
        new("AuthServerFailed", $"The authentication server {Server.Origin}, asked for the {Protocol} credentials of account '{Account}', {what}", innerException: cause);
}
