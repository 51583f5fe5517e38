using System.Text;
using MimeKit;

namespace ImapApi.TestKit.Smtp;

/// <summary>A message that the sink took.</summary>
/// <param name="Connection">The number of the connection it came on, from 1.</param>
/// <param name="Login">Who sent it; <c>null</c> when nobody logged in.</param>
/// <param name="From">The reverse path; empty for <c>&lt;&gt;</c>.</param>
/// <param name="Parameters">What followed it: <c>SIZE=…</c>, <c>BODY=8BITMIME</c>, <c>SMTPUTF8</c>, <c>RET=…</c>.</param>
/// <param name="Content">The message itself, dots unstuffed.</param>
internal sealed record SmtpMessage(int Connection, SmtpLogin? Login, string From, IReadOnlyList<string> Parameters, IReadOnlyList<SmtpRecipient> Recipients, byte[] Content)
{
    public IEnumerable<string> To => Recipients.Select(recipient => recipient.Address);

    /// <summary>The message with one char for each byte.</summary>
    public string Text => Encoding.Latin1.GetString(Content);

    /// <summary>All up to the first empty line, one char for each byte.</summary>
    public string Header => Text[..(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : Text.Length)];

    public MimeMessage Parse() => MimeMessage.Load(new MemoryStream(Content));
}
