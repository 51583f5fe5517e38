using System.Text.RegularExpressions;

namespace ImapApi.Domain.Submissions;

/// <summary>A Message-ID as a header has it, with its angle brackets (RFC 5322 §3.6.4).</summary>
public static partial class InternetMessageId
{
    /// <summary>A header line holds 998 characters, and References must still fold.</summary>
    public const int MaxLength = 900;

    /// <summary><c>&lt;left@right&gt;</c> of printable ASCII without blanks: wider than the grammar, as wide as what is in use, and it cannot end a line.</summary>
    public static bool IsValid([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? id) => id is { Length: <= MaxLength } && Form().IsMatch(id);

    /// <summary>The valid ids in a References or In-Reply-To value, in order; comments, phrases and the rest of a garbled header are passed over.</summary>
    public static IReadOnlyList<string> FindAll(string header) => [.. Anywhere().Matches(header).Select(match => match.Value).Where(IsValid)];

    /// <param name="domain">The sender's own, never this machine's name.</param>
    /// <param name="unique">What no other message has.</param>
    public static string Create(string domain, Guid unique) => $"<{unique:N}@{domain}>";

    [GeneratedRegex(@"^<[!-;=?A-~]+@[!-;=?A-~]+>\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex("<[!-;=?-~]+>", RegexOptions.NonBacktracking)]
    private static partial Regex Anywhere();
}
