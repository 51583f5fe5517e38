namespace ImapApi.Bench.Wire;

/// <summary>What came back.</summary>
/// <param name="FirstByteAt">Time stamp of the status line.</param>
/// <param name="RoundTrips">What the mail server was asked for it, as the answer says (Server-Timing); 0 when it does not.</param>
internal readonly record struct HttpAnswer(int Status, long BodyBytes, long FirstByteAt, int RoundTrips);
