namespace ImapApi.Domain.Submissions;

/// <summary>Who sends and receives for the mail servers (RFC 5321 §2.3.1).</summary>
/// <param name="From">The reverse path; "" is the empty one, to which nobody answers.</param>
/// <param name="To">The addresses that get the message, at least one, none twice.</param>
public sealed record SmtpEnvelope(string From, IReadOnlyList<string> To)
{
    /// <summary>Of a message that is stored and not sent.</summary>
    public static SmtpEnvelope None { get; } = new("", []);
}
