using System.Text;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MimeKit;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// For servers that search for ASCII only: they search by all other keys, and the headers of what they find are compared here. So it is exact, and bounded;
/// what would take reading bodies is refused.
/// </summary>
internal static class HeaderSearch
{
    /// <summary>More messages' headers are not read: 2,000 cost about 1 MB.</summary>
    private const int MostCandidates = 2000;

    private const int HeadersAtOnce = 500;

    private const string BeyondAscii = " in characters beyond ASCII";

    /// <param name="ask">Searches on the server.</param>
    public static async Task<UniqueId[]> RunAsync(
        ImapConnection connection,
        MessageSearch search,
        Func<ImapConnection, MessageSearch, CancellationToken, Task<UniqueId[]>> ask,
        CancellationToken cancellationToken)
    {
        var asciiPart = search.AsciiPart;
        UidSearch.Demand(search.Body == asciiPart.Body, "body", BeyondAscii);
        UidSearch.Demand(search.GmailRaw == asciiPart.GmailRaw, "gmailRaw", BeyondAscii);
        var wanted = Wanted(search, asciiPart);
        var candidates = await ask(connection, asciiPart, cancellationToken);
        UidSearch.Demand(candidates.Length <= MostCandidates, wanted[0].Key, $"{BeyondAscii}, and {candidates.Length} messages match the other keys: add keys until they are {MostCandidates} or fewer");
        if (candidates.Length == 0)
            return [];
        var request = new FetchRequest(MessageSummaryItems.UniqueId, wanted.Select(header => header.Name).Distinct(StringComparer.OrdinalIgnoreCase));
        var rows = await FetchPieces.FetchAsync(connection, candidates, request, cancellationToken, atOnce: HeadersAtOnce);
        var matches = rows.Where(row => row.Headers is not null && wanted.All(header => Contains(row.Headers, header.Name, header.Text))).Select(row => row.UniqueId.Id).ToHashSet();
        return [.. candidates.Where(uid => matches.Contains(uid.Id))];
    }

    /// <summary>What is to be compared here, with the key it was given by.</summary>
    private static List<(string Key, string Name, string Text)> Wanted(MessageSearch search, MessageSearch asciiPart)
    {
        var wanted = new List<(string, string, string)>();
        Add("from", "From", search.From, asciiPart.From);
        Add("to", "To", search.To, asciiPart.To);
        Add("cc", "Cc", search.Cc, asciiPart.Cc);
        Add("bcc", "Bcc", search.Bcc, asciiPart.Bcc);
        Add("subject", "Subject", search.Subject, asciiPart.Subject);
        foreach (var (name, text) in search.Headers ?? new Dictionary<string, string>())
            Add($"header.{name}", name, text, asciiPart.Headers?.GetValueOrDefault(name));
        return wanted;

        void Add(string key, string name, string? text, string? asked)
        {
            if (text is not null && asked is null)
                wanted.Add((key, name, text.Normalize(NormalizationForm.FormC)));
        }
    }

    private static bool Contains(HeaderList headers, string name, string text) =>
        headers.Where(header => header.Field.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Any(header => HeaderText.Decode(header).Normalize(NormalizationForm.FormC).Contains(text, StringComparison.OrdinalIgnoreCase));
}
