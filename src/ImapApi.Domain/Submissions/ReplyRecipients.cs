using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Submissions;

/// <summary>Who gets a reply whose caller named nobody (RFC 5322 §3.6.3). Nobody gets it twice, and blind recipients of the original stay unknown.</summary>
public static class ReplyRecipients
{
    /// <summary>Where its author wants replies: Reply-To, else From. To a message of our own, who it was written to.</summary>
    /// <param name="self">The sender of the reply.</param>
    public static IReadOnlyList<EmailAddress> Reply(EmailAddress? from, IReadOnlyList<EmailAddress> replyTo, IReadOnlyList<EmailAddress> to, string self)
    {
        var authors = Once(replyTo.Count > 0 ? replyTo : from is null ? [] : [from], []);
        return authors.Count > 0 && authors.All(author => IsSame(author.Address, self)) && Once(to, [self]) is { Count: > 0 } others ? others : authors;
    }

    /// <summary>All others who had the original, but the sender of the reply.</summary>
    /// <param name="answered">Who gets the reply already.</param>
    public static IReadOnlyList<EmailAddress> All(IReadOnlyList<EmailAddress> answered, IReadOnlyList<EmailAddress> to, IReadOnlyList<EmailAddress> cc, string self) =>
        Once([.. to, .. cc], [self, .. answered.Select(address => address.Address)]);

    /// <summary>Addresses are compared without case: no server in use tells two mailboxes apart by it (RFC 5321 §2.4 allows it).</summary>
    private static bool IsSame(string address, string other) => string.Equals(address, other, StringComparison.OrdinalIgnoreCase);

    private static List<EmailAddress> Once(IReadOnlyList<EmailAddress> addresses, IEnumerable<string> not)
    {
        var seen = new HashSet<string>(not, StringComparer.OrdinalIgnoreCase);
        return [.. addresses.Where(address => address.Address.Length > 0 && seen.Add(address.Address))];
    }
}
