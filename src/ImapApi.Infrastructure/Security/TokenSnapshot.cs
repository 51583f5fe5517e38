using System.Collections.Frozen;
using System.Security.Cryptography;
using ImapApi.Application.Tokens;
using ImapApi.Domain.Security;

namespace ImapApi.Infrastructure.Security;

/// <summary>What was last read of the tokens.</summary>
internal sealed class TokenSnapshot : ITokenCheck
{
    private volatile State? _state;

    public bool? WasEverMade => _state?.WasEverMade;

    /// <summary>Looked up by the secret's hash, of which a caller controls nothing; the hashes are then compared in constant time all the same.</summary>
    public KnownToken? Find(string secret)
    {
        var hash = TokenSecret.Hash(secret);
        return _state?.Tokens.TryGetValue(Convert.ToHexString(hash), out var found) == true && CryptographicOperations.FixedTimeEquals(found.Hash, hash) ? found.Known : null;
    }

    /// <summary>Takes over what was read, and then ends what runs for tokens that are not among them any more. One call at a time.</summary>
    public async Task PublishAsync(bool wasEverMade, IEnumerable<(byte[] Hash, ApiToken Token)> tokens)
    {
        var before = _state?.Tokens ?? FrozenDictionary<string, Entry>.Empty;
        // A token never changes, so what is known of it stays.
        var after = tokens.Select(token => (Key: Convert.ToHexString(token.Hash), token.Hash, token.Token))
            .ToFrozenDictionary(token => token.Key, token => before.GetValueOrDefault(token.Key) ?? Entry.Of(token.Hash, token.Token), StringComparer.Ordinal);
        _state = new State(wasEverMade, after);
        foreach (var (key, entry) in before)
        {
            if (!after.ContainsKey(key))
                await entry.End.CancelAsync();
        }
    }

    /// <summary>Ends what runs for tokens that have expired.</summary>
    public async Task EndExpiredAsync(DateTimeOffset now)
    {
        foreach (var entry in _state?.Tokens.Values ?? [])
        {
            if (entry.Known.Token.IsExpired(now) && !entry.End.IsCancellationRequested)
                await entry.End.CancelAsync();
        }
    }

    private sealed record State(bool WasEverMade, FrozenDictionary<string, Entry> Tokens);

    /// <param name="End">Never disposed of: it has no timer, and requests may still hold its token.</param>
    private sealed record Entry(byte[] Hash, KnownToken Known, CancellationTokenSource End)
    {
        public static Entry Of(byte[] hash, ApiToken token)
        {
            var end = new CancellationTokenSource();
            return new Entry(hash, new KnownToken(token, end.Token), end);
        }
    }
}
