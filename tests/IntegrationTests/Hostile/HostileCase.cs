using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>A server that misbehaves in one way, and what has to become of its account.</summary>
internal sealed record HostileCase(string Name)
{
    public ScriptedImapOptions Options { get; init; } = new();

    /// <summary>How the account reaches it: TLS from the first byte.</summary>
    public bool Secure { get; init; }

    /// <summary>The account checks its certificate, which nobody has signed.</summary>
    public bool ChecksCertificate { get; init; }

    /// <summary>From the first connection on.</summary>
    public Action<ScriptedImapServer> Script { get; init; } = _ => { };

    /// <summary>Behaves until the account is connected; then this happens.</summary>
    public Func<ScriptedImapServer, Task>? Later { get; init; }

    /// <summary>Afterwards the listing is asked for.</summary>
    public bool Lists { get; init; }

    /// <summary>What the account may say, one of these, as the code of its last error. None: the account goes on.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>Where the account goes on: the UIDs of its listing. Null: any of those that are there.</summary>
    public IReadOnlyList<int>? Uids { get; init; }

    /// <summary>The account goes on, but the listing may be refused: the server does not give it, or breaks the connection each time.</summary>
    public bool IsListless { get; init; }

    /// <summary>Credentials may cross the wire in clear: the account asked for no TLS, and the server offers none.</summary>
    public bool IsPlain => !Secure && Options.Security == WireSecurity.Plain;

    /// <summary>Further demands.</summary>
    public Action<ScriptedImapServer> Check { get; init; } = _ => { };

    public override string ToString() => Name;
}
