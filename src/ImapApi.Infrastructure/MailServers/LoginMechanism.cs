using ImapApi.Domain.Accounts;
using MailKit.Security;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>
/// Chooses the one SASL mechanism to try. Trying all that a server ranks would cost several failed log-ins for one wrong password, and lock people out.
/// </summary>
internal static class LoginMechanism
{
    /// <returns>Null: none of ours is offered; use the protocol's own LOGIN command.</returns>
    public static SaslMechanism? Choose(Credentials credentials, IReadOnlySet<string> offered) => credentials switch
    {
        Credentials.AccessToken token => offered.Contains("OAUTHBEARER")
            ? new SaslMechanismOAuthBearer(token.UserName, token.Token)
            : new SaslMechanismOAuth2(token.UserName, token.Token),
        Credentials.Password password when offered.Contains("PLAIN") => new SaslMechanismPlain(password.UserName, password.Secret),
        Credentials.Password password when offered.Contains("SCRAM-SHA-256") => new SaslMechanismScramSha256(password.UserName, password.Secret),
        Credentials.Password password when offered.Contains("SCRAM-SHA-1") => new SaslMechanismScramSha1(password.UserName, password.Secret),
        Credentials.Password password when offered.Contains("CRAM-MD5") && !offered.Contains("LOGIN") => new SaslMechanismCramMd5(password.UserName, password.Secret),
        Credentials.Password password when offered.Contains("LOGIN") => new SaslMechanismLogin(password.UserName, password.Secret),
        _ => null,
    };
}
