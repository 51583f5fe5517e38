using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using MailKit.Security;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>
/// Chooses the one SASL mechanism to try. Trying all that a server ranks would cost several failed log-ins for one wrong password, and lock people out.
/// </summary>
internal static class LoginMechanism
{
    /// <returns>Null: none of ours is offered, and a password needs the protocol's own LOGIN command.</returns>
    /// <exception cref="MailServerRejectedException">An access token is of no use here (<c>MechanismNotOffered</c>).</exception>
    public static SaslMechanism? Choose(Credentials credentials, IReadOnlySet<string> offered) => credentials switch
    {
        Credentials.AccessToken token when offered.Contains("OAUTHBEARER") => new SaslMechanismOAuthBearer(token.UserName, token.Token),
        Credentials.AccessToken token when offered.Contains("XOAUTH2") => new SaslMechanismOAuth2(token.UserName, token.Token),
        Credentials.AccessToken => throw NotOffered("The server offers neither OAUTHBEARER nor XOAUTH2, so an access token is of no use to it: give a password instead."),
        Credentials.Password password when offered.Contains("PLAIN") => new SaslMechanismPlain(password.UserName, password.Secret),
        Credentials.Password password when offered.Contains("SCRAM-SHA-256") => new SaslMechanismScramSha256(password.UserName, password.Secret),
        Credentials.Password password when offered.Contains("SCRAM-SHA-1") => new SaslMechanismScramSha1(password.UserName, password.Secret),
        Credentials.Password password when offered.Contains("CRAM-MD5") && !offered.Contains("LOGIN") => new SaslMechanismCramMd5(password.UserName, password.Secret),
        Credentials.Password password when offered.Contains("LOGIN") => new SaslMechanismLogin(password.UserName, password.Secret),
        _ => null,
    };

    public static MailServerRejectedException NotOffered(string message) => new(message, serverResponse: null, code: "MechanismNotOffered");
}
