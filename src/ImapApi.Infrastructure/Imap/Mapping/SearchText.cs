using System.Globalization;
using System.Text;
using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>The same keys as <see cref="SearchQueryMapper"/> writes, as text, for the pipeline; where every string can be quoted.</summary>
internal static class SearchText
{
    /// <summary>Null: it takes literals, or keys that not every server has.</summary>
    public static string? Write(MessageSearch search)
    {
        if (!search.IsAscii || search is not { Sequence: null, Uids: null, ModSeq: null, EmailId: null, ThreadId: null, GmailRaw: null })
            return null;
        var keys = new List<string>();
        Flag(search.Answered, "ANSWERED");
        Flag(search.Deleted, "DELETED");
        Flag(search.Draft, "DRAFT");
        Flag(search.Seen, "SEEN");
        Flag(search.Flagged, "FLAGGED");
        Key("FROM", search.From);
        Key("TO", search.To);
        Key("CC", search.Cc);
        Key("BCC", search.Bcc);
        Key("SUBJECT", search.Subject);
        Key("BODY", search.Body);
        Size("LARGER", search.Larger);
        Size("SMALLER", search.Smaller);
        Date("SINCE", search.Since);
        Date("BEFORE", search.Before);
        Date("SENTSINCE", search.SentSince);
        Date("SENTBEFORE", search.SentBefore);
        foreach (var (name, value) in search.Headers ?? new Dictionary<string, string>())
            keys.Add($"HEADER {Quote(name)} {Quote(value)}");
        return keys.Count == 0 ? "ALL" : string.Join(' ', keys);

        void Flag(bool? key, string name)
        {
            if (key is { } wanted)
                keys.Add(wanted ? name : "UN" + name);
        }

        void Key(string name, string? text)
        {
            if (text is not null)
                keys.Add($"{name} {Quote(text)}");
        }

        void Size(string name, uint? size)
        {
            if (size is { } octets)
                keys.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {octets}"));
        }

        void Date(string name, DateOnly? day)
        {
            if (day is { } date)
                keys.Add($"{name} {date.ToString("d-MMM-yyyy", CultureInfo.InvariantCulture)}");
        }
    }

    /// <summary>A mailbox's name or a text in quotes; null when it cannot be written so (RFC 9051 §4.3, and §5.1 for names beyond ASCII).</summary>
    public static string? QuoteName(string name) => Ascii.IsValid(name) && !name.Contains('&', StringComparison.Ordinal) ? Quote(name) : null;

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
