namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>Where in a response the scanner is.</summary>
internal enum ScanMode
{
    Text,
    Quoted,
    QuotedEscape,

    /// <summary>After a quote: only before one of <c>]) CR LF</c> or a blank did it close the string; some servers do not escape quotes.</summary>
    QuotedEnd,
    LiteralSize,
    LiteralPlus,
    LiteralLine,
    Literal,
}
