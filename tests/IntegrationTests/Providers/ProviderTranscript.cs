using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Providers;

/// <summary>How a provider's server answers, written down from public documentation and reports. Nobody has run this against the provider itself.</summary>
/// <param name="Options">Greeting and capabilities.</param>
internal sealed record ProviderTranscript(string Name, ScriptedImapOptions Options)
{
    /// <summary>Name on the wire, and what LIST says of it.</summary>
    public required IReadOnlyList<(string Name, string Attributes)> Mailboxes { get; init; }

    /// <summary>What is peculiar to its commands.</summary>
    public Action<ScriptedImapServer> Script { get; init; } = _ => { };

    /// <summary>What is peculiar to its messages.</summary>
    public Action<ScriptedMessage> Mark { get; init; } = _ => { };

    /// <summary>The paths of the mailboxes with these uses, as the API tells them.</summary>
    public required string Sent { get; init; }

    public required string Trash { get; init; }

    /// <summary>The mailbox whose arrivals are told.</summary>
    public string Watched { get; init; } = "INBOX";

    /// <summary>It puts what is submitted to it into Sent by itself.</summary>
    public bool FilesSent { get; init; }

    public bool Idles => Options.Capabilities.Contains("IDLE");

    /// <summary>A server with three messages in INBOX.</summary>
    public ScriptedImapServer Start()
    {
        var server = ProviderCommands.AddTo(ScriptedImapServer.Start(Options));
        foreach (var (name, attributes) in Mailboxes)
            server.Mailboxes[name].Attributes = attributes;
        foreach (var message in Enumerable.Range(0, 3).Select(_ => server.Inbox.Add()))
            Mark(message);
        if (Watched != "INBOX")
        {
            foreach (var message in Enumerable.Range(0, 3).Select(_ => server.Mailboxes[Watched].Add()))
                Mark(message);
        }

        Script(server);
        return server;
    }

    /// <summary>A message arrives, as far as whoever idles there is told.</summary>
    public async Task<ScriptedMessage> DeliverAsync(ScriptedImapServer server)
    {
        if (Watched != "INBOX")
            Mark(server.Inbox.Add());
        var message = await server.DeliverAsync(Watched);
        Mark(message);
        return message;
    }

    public override string ToString() => Name;
}
