using System.Text.Json;
using ImapApi.Application.Tokens;
using ImapApi.Domain.Security;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;

namespace ImapApi.Infrastructure.Security;

/// <summary>
/// The access tokens: one document each in the global partition, and one with their version, another after every change. Once written, that one stays: it says
/// also that there was ever a token.
/// </summary>
internal sealed class TokenRepository(IStore store, TokenSnapshot snapshot, TimeProvider time) : ITokenStore, IDisposable
{
    private const string Collection = "tokens";

    private static readonly DocumentKey Version = new(Partition.Global, "security", "tokens");

    // One at a time in this process, so that what was read before a change is not published after it.
    private readonly SemaphoreSlim _turn = new(1);
    private byte[]? _published;

    public Task<bool> AddAsync(ApiToken token, byte[] hash, bool onlyFirst, CancellationToken cancellationToken) => ChangeAsync(
        batch =>
        {
            if (onlyFirst)
                batch.Require(Version, value: null);
            return batch.Put(KeyOf(token.Id), JsonSerializer.SerializeToUtf8Bytes(TokenDocument.From(token, hash), RepositoryJson.Default.TokenDocument));
        },
        cancellationToken);

    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(batch => batch.RequirePresent(KeyOf(id)).Delete(KeyOf(id)), cancellationToken);

    public async Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAsync(cancellationToken)).Select(token => token.Token).OrderBy(token => token.Created).ThenBy(token => token.Id, StringComparer.Ordinal)];

    public async Task<bool> WasEverMadeAsync(CancellationToken cancellationToken) => await store.GetAsync(Version, cancellationToken) is not null;

    /// <summary>Makes known what others have changed, and ends what has expired.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await PublishAsync(cancellationToken);
            await snapshot.EndExpiredAsync(time.GetUtcNow());
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static DocumentKey KeyOf(string id) => new(Partition.Global, Collection, id);

    private async Task<bool> ChangeAsync(Func<Batch, Batch> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var batch = change(new Batch(Partition.Global) { IsDurable = true }).Put(Version, Guid.NewGuid().ToByteArray());
            var outcome = await store.ApplyAsync(batch, cancellationToken);
            await PublishAsync(cancellationToken);
            return outcome.Applied;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        // The version first: what changes in between is read again next time.
        var version = await store.GetAsync(Version, cancellationToken);
        if (snapshot.WasEverMade is not null && version.AsSpan().SequenceEqual(_published))
            return;
        await snapshot.PublishAsync(version is not null, await ReadAsync(cancellationToken));
        _published = version;
    }

    private async Task<IReadOnlyList<(byte[] Hash, ApiToken Token)>> ReadAsync(CancellationToken cancellationToken)
    {
        var documents = await store.ListAsync(Partition.Global, Collection, cancellationToken);
        return [.. documents.Select(document => (document.Id, Stored: JsonSerializer.Deserialize(document.Value, RepositoryJson.Default.TokenDocument)!)).Select(token => (token.Stored.Hash, token.Stored.ToToken(token.Id)))];
    }
}
