namespace ImapApi.Domain.Submissions;

/// <summary>Bytes that were given with a request and can be read any number of times; whoever received them keeps them alive.</summary>
public interface IContent
{
    /// <summary>In bytes.</summary>
    long Length { get; }

    /// <summary>A reader of its own, from the first byte; disposed by the caller.</summary>
    Stream OpenRead();
}
