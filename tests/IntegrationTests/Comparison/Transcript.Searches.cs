using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Comparison;

internal sealed partial class Transcript
{
    private static readonly (string Name, object Search)[] Searches =
    [
        ("seen", new { seen = true }), ("not seen", new { seen = false }), ("unseen", new { unseen = true }), ("answered", new { answered = true }),
        ("not answered", new { answered = false }), ("flagged", new { flagged = true }), ("draft", new { draft = true }), ("deleted", new { deleted = true }), ("not deleted", new { deleted = false }),
        ("from a part of a word", new { from = "anna" }), ("from a name", new { from = "Sender 3" }), ("from an address", new { from = "sender3@example.com" }), ("to", new { to = "third@example.com" }),
        ("cc", new { cc = "carbon" }), ("bcc", new { bcc = "blind" }), ("subject", new { subject = "invoice" }), ("subject in capitals", new { subject = "INVOICE" }),
        ("subject with quote and backslash", new { subject = "quote \" and \\ slash" }), ("subject beyond ASCII", new { subject = "Grüße" }), ("subject beyond ASCII in capitals", new { subject = "GRÜSSE AUS KÖLN" }),
        ("from beyond ASCII", new { from = "Jürgen" }), ("subject in Japanese", new { subject = "こんにちは" }), ("body", new { body = "zebra" }), ("body of an encoded part", new { body = "Schöne" }),
        ("body beyond ASCII", new { body = "Köln" }), ("body in an attached message", new { body = "original" }), ("body of html", new { body = "about nothing" }), ("larger", new { larger = 5000 }), ("smaller", new { smaller = 700 }),
        ("since", new { since = "2024-03-01" }), ("before", new { before = "2024-03-01" }), ("sent since", new { sentSince = "2023-06-01" }), ("sent before", new { sentBefore = "2023-06-01" }),
        ("sent since a day that the time zone matters for", new { sentSince = "2023-07-01", sentBefore = "2023-07-02" }), ("numbers", new { seq = "2:4,10" }), ("UIDs", new { uid = "1,5:6,26:*" }), ("UIDs that are not there", new { uid = "900:950" }),
        ("header", new { header = new Dictionary<string, string> { ["x-kind"] = "special" } }), ("header that is there", new { header = new Dictionary<string, string> { ["x-kind"] = "" } }),
        ("header beyond ASCII", new { header = new Dictionary<string, string> { ["subject"] = "Grüße" } }),
        ("two keys", new { from = "anna", seen = true }), ("two keys that nothing has", new { from = "anna", subject = "nothing" }), ("everything", new { }),
        ("modification sequence", new { modseq = 1 }), ("a server's id", new { emailId = "M1" }), ("Gmail's language", new { gmailRaw = "in:inbox" }),
    ];

    private async Task SearchAsync()
    {
        foreach (var (name, search) in Searches)
        {
            Note($"search for {name}", Outcome(await account.PostAsync("search?path=INBOX&pageSize=1000", new { search }), Names));
            Note($"total of a search for {name}", Outcome(await account.PostAsync("search?path=INBOX&pageSize=2&page=1", new { search }), page => $"{page.Number("total")}: {Names(page)}"));
        }

        foreach (var (name, search) in Searches.Where(search => search.Name is "seen" or "subject" or "from beyond ASCII" or "since" or "body" or "everything" or "two keys"))
        {
            Note($"search everywhere for {name}", Outcome(await account.PostAsync("search?pageSize=1000", new { search }), Names));
            var first = await account.PostAsync("search?pageSize=5", new { search });
            if (first.Ok().Has("nextPageCursor"))
                Note($"second page of a search everywhere for {name}", Outcome(await account.PostAsync($"search?pageSize=5&cursor={first.Ok().Text("nextPageCursor")}", new { search }), Names));
        }
    }
}
