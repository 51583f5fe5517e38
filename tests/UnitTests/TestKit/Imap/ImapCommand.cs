namespace ImapApi.TestKit.Imap;

/// <summary>One command as a client sent it.</summary>
/// <param name="Connection">Which connection of the server, counted from 1.</param>
/// <param name="Verb">In capitals, without UID: <c>FETCH</c>.</param>
/// <param name="ByUid">It was <c>UID FETCH</c>, <c>UID STORE</c> …</param>
/// <param name="Arguments">All after the verb, one char per byte, literals in place as <c>{n}CRLF…</c>.</param>
internal sealed record ImapCommand(int Connection, string Tag, string Verb, bool ByUid, string Arguments)
{
    public string FullVerb => ByUid ? "UID " + Verb : Verb;

    /// <summary>The arguments apart: strings unquoted, parenthesised lists as they stand.</summary>
    public IReadOnlyList<string> Tokens { get; } = ImapTokens.Split(Arguments);

    public override string ToString() => Arguments.Length == 0 ? $"{Connection}> {FullVerb}" : $"{Connection}> {FullVerb} {Arguments}";
}
