using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Storage;

namespace ImapApi.TestKit.Outbox;

/// <summary>A store that can be away.</summary>
internal sealed class FailingStore(IStore inner) : PassingStore(inner)
{
    /// <summary>Batches fail: applied all the same, or not.</summary>
    public bool IsAway { get; set; }

    /// <summary>What fails is applied: only its answer gets lost.</summary>
    public bool LosesAnswers { get; set; }

    private bool Fails => IsAway && !LosesAnswers;

    public override Task<byte[]?> GetAsync(DocumentKey key, CancellationToken cancellationToken) => Fails ? throw Away() : base.GetAsync(key, cancellationToken);

    public override Task<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<DocumentKey> keys, CancellationToken cancellationToken) => Fails ? throw Away() : base.GetManyAsync(keys, cancellationToken);

    public override async Task<BatchOutcome> ApplyAsync(Batch batch, CancellationToken cancellationToken)
    {
        if (Fails)
            throw Away();
        var outcome = await base.ApplyAsync(batch, cancellationToken);
        return IsAway ? throw Away() : outcome;
    }

    private static StoreUnavailableException Away() => new("The store is away.");
}
