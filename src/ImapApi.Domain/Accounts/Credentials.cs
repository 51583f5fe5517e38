namespace ImapApi.Domain.Accounts;

/// <summary>What authenticates to a mail server. Exactly one of the nested kinds; none of them shows its secret in <c>ToString</c>.</summary>
public abstract record Credentials
{
    private Credentials()
    {
    }

    /// <summary>The user name, or null where the authentication server names it.</summary>
    public abstract string? User { get; }

    public sealed override string ToString() => $"{GetType().Name} of {User ?? "the authentication server"}";

    public sealed record Password(string UserName, string Secret) : Credentials
    {
        public override string User => UserName;
    }

    /// <summary>An OAuth2 access token (XOAUTH2, OAUTHBEARER).</summary>
    public sealed record AccessToken(string UserName, string Token) : Credentials
    {
        public override string User => UserName;
    }

    /// <summary>The operator's authentication server is asked at every authentication.</summary>
    public sealed record AuthServer : Credentials
    {
        public override string? User => null;
    }
}
