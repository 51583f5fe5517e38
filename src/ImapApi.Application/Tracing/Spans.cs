using System.Diagnostics;

namespace ImapApi.Application.Tracing;

/// <summary>
/// The spans of what the program does: use cases, IMAP operations, submissions, webhook deliveries. Where nobody listens none is made, and asking costs nothing.
/// </summary>
public static class Spans
{
    public const string SourceName = "ImapApi";

    /// <summary>The tag that names the account.</summary>
    public const string Account = "imapapi.account";

    public static ActivitySource Source { get; } = new(SourceName);
}
