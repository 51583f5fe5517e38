namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>Follows what a <see cref="ResponseScanner"/> reads, literals left out.</summary>
internal interface IResponseObserver
{
    void OnText(ReadOnlySpan<byte> text);

    void OnLiteral(long size);

    void OnLineEnd();
}
