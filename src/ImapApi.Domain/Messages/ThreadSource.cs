namespace ImapApi.Domain.Messages;

/// <summary>Who says which messages belong together.</summary>
public enum ThreadSource
{
    /// <summary>The server gives every message the id of its thread (OBJECTID, Gmail).</summary>
    ServerIds,

    /// <summary>The server groups them by their references (THREAD=REFERENCES, RFC 5256).</summary>
    ServerReferences,

    /// <summary>We do, by their headers.</summary>
    Headers,
}
