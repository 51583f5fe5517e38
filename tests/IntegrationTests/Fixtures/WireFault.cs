namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>What a bad network does to a connection.</summary>
internal enum WireFault
{
    /// <summary>Both ends are told that the other one has closed.</summary>
    Cut,

    /// <summary>Both ends are told that the connection is broken (RST).</summary>
    Reset,

    /// <summary>What was on its way is passed on in part, then its receiver is told that the sender has closed; the sender learns it later.</summary>
    Truncate,

    /// <summary>Nothing passes for a while, and then all of it.</summary>
    Stall,

    /// <summary>Nothing passes for longer than anybody waits, and nobody is told.</summary>
    Mute,

    /// <summary>A byte at a time, for a while.</summary>
    Drip,
}
