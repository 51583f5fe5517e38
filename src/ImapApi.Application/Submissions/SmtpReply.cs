namespace ImapApi.Application.Submissions;

/// <summary>An answer of a submission server (RFC 5321 §4.2).</summary>
/// <param name="EnhancedCode">RFC 3463 (<c>5.1.1</c>), where the server gave one.</param>
/// <param name="Text">What follows the codes; several lines are joined by a line feed.</param>
public sealed record SmtpReply(int Code, string? EnhancedCode, string Text)
{
    public bool IsTemporary => Code is >= 400 and < 500;

    public bool IsPermanent => Code is >= 500 and < 600;

    /// <summary>Anything else is no clear answer to whether the message was taken.</summary>
    public bool IsRefusal => IsTemporary || IsPermanent;

    public override string ToString() => EnhancedCode is null ? $"{Code} {Text}" : $"{Code} {EnhancedCode} {Text}";
}
