namespace ImapApi.Application.Tokens;

/// <summary>The access tokens as this process knows them: without waiting, at most a second behind a change made by another process.</summary>
public interface ITokenCheck
{
    /// <summary>Whether a token was ever made; null while the store could not be asked yet.</summary>
    bool? WasEverMade { get; }

    /// <summary>The token with this secret, expired or not.</summary>
    KnownToken? Find(string secret);
}
