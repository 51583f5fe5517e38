using System.ComponentModel.DataAnnotations;
using ImapApi.Infrastructure.Network;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Imap;

/// <summary>The <c>[imap]</c> section: how connections to mail servers behave.</summary>
internal sealed class ImapOptions
{
    public const string Section = "imap";

    /// <summary>1: everything on the watcher, which then re-selects. 2: other mailboxes and long transfers on a second connection, opened on demand.</summary>
    [Range(1, 2)]
    public int MaxConnections { get; set; } = 2;

    /// <summary>Together with an account's own <c>tls.allowPlaintext</c>: no TLS where the server does not offer it.</summary>
    public bool AllowPlaintext { get; set; }

    /// <summary>Requests that may wait for one account; one more is answered 429.</summary>
    [Range(1, 10_000)]
    public int QueueLength { get; set; } = 64;

    /// <summary>Seconds until a command that nobody waits for any more is given up, with its connection.</summary>
    [Range(1, 3600)]
    public int CommandTimeoutSeconds { get; set; } = 30;

    /// <summary>Seconds for resolving, connecting, TLS and log-in together.</summary>
    [Range(1, 600)]
    public int ConnectTimeoutSeconds { get; set; } = 30;

    /// <summary>Seconds until IDLE is ended and begun anew (RFC 2177 asks for less than 29 minutes; firewalls for less).</summary>
    [Range(10, 1740)]
    public int IdleSeconds { get; set; } = 540;

    /// <summary>Seconds between NOOPs where the server has no IDLE.</summary>
    [Range(5, 600)]
    public int NoopSeconds { get; set; } = 60;

    /// <summary>Seconds between two looks at the mailboxes that are not watched.</summary>
    [Range(5, 86_400)]
    public int PollSeconds { get; set; } = 300;

    /// <summary>The same while something happens in them.</summary>
    [Range(5, 86_400)]
    public int ActivePollSeconds { get; set; } = 60;

    /// <summary>Ask servers that can to say at once when another mailbox changes (NOTIFY, RFC 5465).</summary>
    public bool Notify { get; set; } = true;

    /// <summary>Milliseconds out of IDLE after a request, so that the next ones cost one round trip.</summary>
    [Range(0, 60_000)]
    public int LingerMilliseconds { get; set; } = 200;

    /// <summary>Seconds until an unused command connection is closed.</summary>
    [Range(1, 3600)]
    public int CommandIdleSeconds { get; set; } = 60;

    /// <summary>Bytes of memory for what never changes of a message (headers, structure, size); 0 turns the cache off.</summary>
    [Range(0, long.MaxValue)]
    public long CacheBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>To which addresses connections to mail servers, IMAP and SMTP alike, may be opened: see <see cref="ConnectPolicy"/>.</summary>
    [Targets]
    public string Targets { get; set; } = ConnectPolicy.AnyWord;

    /// <summary>With <c>allowlist</c> only these, with <c>public</c> these too.</summary>
    [AllowEntries]
    public IList<string> Allow { get; set; } = [];

    [ValidateObjectMembers]
    public ConnectOptions Connect { get; set; } = new();

    /// <summary>Keeps start-ups and reconnect storms from flooding a mail server.</summary>
    internal sealed class ConnectOptions
    {
        /// <summary>Handshakes at the same time, in the whole process.</summary>
        [Range(1, 10_000)]
        public int GlobalConcurrent { get; set; } = 64;

        /// <summary>New connections per second to one host.</summary>
        [Range(1, 100_000)]
        public int PerHostPerSecond { get; set; } = 10;

        /// <summary>The same for loopback and private addresses.</summary>
        [Range(1, 100_000)]
        public int PerPrivateHostPerSecond { get; set; } = 200;
    }
}
