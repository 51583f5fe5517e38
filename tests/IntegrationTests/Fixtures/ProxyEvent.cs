namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A line of the client, or a piece of what the server sent.</summary>
/// <param name="Connection">Counts the connections from 1.</param>
/// <param name="Text">In Latin-1; of the server's bytes only the beginning.</param>
/// <param name="Bytes">All of them, literals included.</param>
public sealed record ProxyEvent(int Connection, bool FromClient, string Text, int Bytes)
{
    /// <summary>A command that costs a round trip: not DONE, and not the IDLE that waits.</summary>
    public bool IsCommand => FromClient && Text != "DONE" && !IsIdle;

    public bool IsIdle => FromClient && Text.EndsWith(" IDLE", StringComparison.Ordinal);
}
