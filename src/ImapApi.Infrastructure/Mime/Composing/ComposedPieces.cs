using ImapApi.Application.Submissions;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>The readers and spools that a message's parts hold open until the message is written.</summary>
internal sealed class ComposedPieces : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _open = [];

    /// <summary>A seekable copy of what can be read once.</summary>
    public async Task<Stream> CopyAsync(Stream source, CancellationToken cancellationToken)
    {
        var spool = Keep(new SpoolStream());
        await using (source)
            await source.CopyToAsync(spool, cancellationToken);
        return Keep(spool.OpenRead());
    }

    public T Keep<T>(T piece)
        where T : IAsyncDisposable
    {
        _open.Add(piece);
        return piece;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var piece in _open)
            await piece.DisposeAsync();
    }
}
