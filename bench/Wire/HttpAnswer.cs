namespace ImapApi.Bench.Wire;

/// <summary>What came back.</summary>
/// <param name="FirstByteAt">Time stamp of the status line.</param>
internal readonly record struct HttpAnswer(int Status, long BodyBytes, long FirstByteAt);
