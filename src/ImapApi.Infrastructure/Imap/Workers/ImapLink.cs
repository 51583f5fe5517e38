using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Guard;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>A MailKit client with the guard it reads through. A new one for every connection: a used client keeps stale state.</summary>
/// <param name="quirks">Of this server, shared by all links to it.</param>
internal sealed class ImapLink(PoolingImapClient client, ImapGuard guard, string host, ServerQuirks quirks) : IDisposable
{
    public PoolingImapClient Client { get; } = client;

    public ImapGuard Guard { get; } = guard;

    public string Host { get; } = host;

    public ServerQuirks Quirks { get; } = quirks;

    /// <summary>The connection below MailKit, where it can be used beside it; null where only MailKit can (STARTTLS).</summary>
    public SharedWire? Wire { get; set; }

    /// <summary>Who logged in.</summary>
    public string User { get; set; } = "";

    /// <summary>Closes the socket without a word; MailKit disposes the guard with it.</summary>
    public void Dispose() => Client.Dispose();
}
