using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ImapApi.Domain.Submissions;

/// <summary>Which header fields a caller may add. Those that say what the message is, where it went or who vouches for it are not among them.</summary>
public static partial class HeaderRules
{
    private static readonly FrozenSet<string> Ours = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "From", "To", "Cc", "Bcc", "Reply-To", "Subject", "Message-ID", "Date", "Sender", "Return-Path", "Received", "MIME-Version", "Delivered-To", "X-Original-To",
        "DKIM-Signature", "DomainKey-Signature", "Authentication-Results", "Received-SPF");

    private static readonly string[] OurFamilies = ["Content-", "Resent-", "ARC-"];

    /// <summary>RFC 5322 §2.2: printable ASCII but the colon.</summary>
    public static bool IsName(string name) => FieldName().IsMatch(name);

    public static bool IsOurs(string name) => Ours.Contains(name) || OurFamilies.Any(family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase));

    /// <summary>Set from a reference; without one a caller may say himself what he answers.</summary>
    public static bool IsThreading(string name) => name.Equals("In-Reply-To", StringComparison.OrdinalIgnoreCase) || name.Equals("References", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[!-9;-~]{1,76}\z", RegexOptions.NonBacktracking)]
    private static partial Regex FieldName();
}
