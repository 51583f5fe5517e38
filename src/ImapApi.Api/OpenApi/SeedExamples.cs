namespace ImapApi.Api.OpenApi;

/// <summary>The examples that the first API's users know, by operation.</summary>
internal static class SeedExamples
{
    private const string Servers = """
          "imap": {
            "host": "imap.gmail.com",
            "port": 993,
            "secure": true,
            "auth": { "user": "myuser@gmail.com", "pass": "verysecret" }
          },
          "smtp": {
            "host": "smtp.gmail.com",
            "port": 465,
            "secure": true,
            "auth": { "user": "myuser@gmail.com", "pass": "verysecret" }
          }
        """;

    private const string Message = """
        {
          "id": "AAAAAQAAAeE",
          "uid": 481,
          "date": "2019-10-07T06:05:23.000Z",
          "flags": ["\\Seen"],
          "size": 4334,
          "subject": "Test message",
          "from": { "name": "Peter Põder", "address": "Peter.Poder@example.com" },
          "to": [{ "name": "", "address": "andris@imapapi.com" }],
          "messageId": "<0ebdd7b084794911b03986c827128f1b@example.com>",
          "text": { "id": "AAAAAQAAAeGTkaExkaEykA", "encodedSize": { "plain": 17, "html": 2135 } }
        }
        """;

    public static IReadOnlyDictionary<string, (string? Request, string? Response)> ByOperation { get; } = new Dictionary<string, (string?, string?)>(StringComparer.Ordinal)
    {
        ["RegisterAccount"] = ($$"""{ "account": "example", "name": "My Example Account", {{Servers}} }""", """{ "account": "example", "state": "new" }"""),
        ["UpdateAccount"] = ("""{ "name": "My Renamed Account" }""", """{ "account": "example" }"""),
        ["VerifyAccount"] = ($$"""{ {{Servers}} }""", """{ "imap": { "success": true }, "smtp": { "success": false, "error": "The server refused the user or the password.", "code": "AuthenticationFailed" } }"""),
        ["ListMessages"] = (null, $$"""{ "total": 194, "page": 0, "pages": 10, "messages": [{{Message}}] }"""),
        ["UpdateMessage"] = ("""{ "flags": { "add": ["\\Seen"] } }""", """{ "flags": { "add": true } }"""),
        ["ListEvents"] = (null, $$"""{ "events": [{ "seq": 17, "eventId": "PTS4zm4uyQYAAAAAAAAAEQ", "account": "example", "date": "2019-10-07T06:05:24.120Z", "path": "INBOX", "event": "messageNew", "data": {{Message}} }], "next": "17" }"""),
        ["CreateMailbox"] = ("""{ "path": ["Projects", "2024"] }""", """{ "path": "Projects/2024", "created": true }"""),
        ["UpdateSettings"] = ("""{ "logs": { "all": true } }""", """{ "updated": ["logs"] }"""),
    };
}
