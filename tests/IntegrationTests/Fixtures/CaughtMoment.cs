namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Where a message is on its way when its program is stopped.</summary>
internal enum CaughtMoment
{
    /// <summary>The server was asked for DATA and has not answered.</summary>
    Before,

    /// <summary>The server has the final dot and has not decided.</summary>
    At,

    /// <summary>The server has taken the message, and its answer is lost.</summary>
    After,
}
