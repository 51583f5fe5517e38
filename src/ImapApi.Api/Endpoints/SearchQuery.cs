using ImapApi.Api.Binding;
using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Endpoints;

/// <summary>The <c>search[…]</c> keys of a listing, all of which must hold.</summary>
internal static class SearchQuery
{
    private const string Prefix = "search[";
    private const string HeaderPrefix = "search[header][";

    private static readonly QueryParameter<string> Sequence = Query.Text("search[seq]", "Sequence numbers: 1:10,15.");
    private static readonly QueryParameter<string> Uids = Query.Text("search[uid]", "UIDs: 1:10,15.");
    private static readonly QueryParameter<bool> Answered = Query.Flag("search[answered]", "Answered, or not.");
    private static readonly QueryParameter<bool> Deleted = Query.Flag("search[deleted]", "Marked as deleted, or not.");
    private static readonly QueryParameter<bool> Draft = Query.Flag("search[draft]", "A draft, or not.");
    private static readonly QueryParameter<bool> Seen = Query.Flag("search[seen]", "Read, or not.");
    private static readonly QueryParameter<bool> Unseen = Query.Flag("search[unseen]", "Not read yet, or read.");
    private static readonly QueryParameter<bool> Flagged = Query.Flag("search[flagged]", "Flagged, or not.");
    private static readonly QueryParameter<string> From = Query.Text("search[from]", "Text in the From header.");
    private static readonly QueryParameter<string> To = Query.Text("search[to]", "Text in the To header.");
    private static readonly QueryParameter<string> Cc = Query.Text("search[cc]", "Text in the Cc header.");
    private static readonly QueryParameter<string> Bcc = Query.Text("search[bcc]", "Text in the Bcc header.");
    private static readonly QueryParameter<string> Subject = Query.Text("search[subject]", "Text in the subject.");
    private static readonly QueryParameter<string> Body = Query.Text("search[body]", "Text in the message's body.");
    private static readonly QueryParameter<uint> Larger = Query.Octets("search[larger]", "More bytes than this.");
    private static readonly QueryParameter<uint> Smaller = Query.Octets("search[smaller]", "Fewer bytes than this.");
    private static readonly QueryParameter<DateOnly> Since = Query.Date("search[since]", "Received on this day or later.");
    private static readonly QueryParameter<DateOnly> Before = Query.Date("search[before]", "Received before this day.");
    private static readonly QueryParameter<DateOnly> SentSince = Query.Date("search[sentSince]", "Dated this day or later.");
    private static readonly QueryParameter<DateOnly> SentBefore = Query.Date("search[sentBefore]", "Dated before this day.");
    private static readonly QueryParameter<ulong> ModSeq = Query.ModSeq("search[modseq]", "Changed at this modification sequence or later (CONDSTORE).");
    private static readonly QueryParameter<string> Header = Query.Text("search[header]", "Text in a header: search[header][x-foo]=bar; an empty text asks that the header is there.") with { IsPrefix = true };
    private static readonly QueryParameter<string> EmailId = Query.Text("search[emailId]", "The server's own id for the message.");
    private static readonly QueryParameter<string> ThreadId = Query.Text("search[threadId]", "The server's own id for the conversation.");
    private static readonly QueryParameter<string> GmailRaw = Query.Text("search[gmailRaw]", "Gmail's own search language.");

    public static QueryParameter[] Parameters { get; } =
    [
        Sequence, Uids, Answered, Deleted, Draft, Seen, Unseen, Flagged, From, To, Cc, Bcc, Subject, Body, Larger, Smaller,
        Since, Before, SentSince, SentBefore, ModSeq, Header, EmailId, ThreadId, GmailRaw,
    ];

    /// <summary>Null when no key is given.</summary>
    public static MessageSearch? ReadSearch(this RequestInput input) => !input.HasQuery(Prefix) ? null : new MessageSearch(
        Optional(input, Sequence), Optional(input, Uids),
        Value(input, Answered), Value(input, Deleted), Value(input, Draft), ReadSeen(input), Value(input, Flagged),
        Optional(input, From), Optional(input, To), Optional(input, Cc), Optional(input, Bcc), Optional(input, Subject), Optional(input, Body),
        Value(input, Larger), Value(input, Smaller),
        Value(input, Since), Value(input, Before), Value(input, SentSince), Value(input, SentBefore),
        Value(input, ModSeq), ReadHeaders(input),
        Optional(input, EmailId), Optional(input, ThreadId), Optional(input, GmailRaw));

    /// <summary>Names a key of the use case's search as the caller wrote it: <c>search.header.x-foo</c> is <c>search[header][x-foo]</c>.</summary>
    public static FieldError AsWritten(FieldError error) => error.Key.Split('.', 3) switch
    {
        ["search", "header", var name] => error with { Key = $"{HeaderPrefix}{name}]" },
        ["search", var key] => error with { Key = $"{Prefix}{key}]" },
        _ => error,
    };

    private static string? Optional(RequestInput input, QueryParameter<string> parameter) => input.TryGet(parameter, out var value) ? value : null;

    private static T? Value<T>(RequestInput input, QueryParameter<T> parameter) where T : struct => input.TryGet(parameter, out var value) ? value : null;

    private static bool? ReadSeen(RequestInput input)
    {
        var seen = Value(input, Seen);
        var unseen = Value(input, Unseen);
        if (seen is not null && seen == unseen)
            input.Refuse(Unseen.Name, "contradicts search[seen].");
        return seen ?? !unseen;
    }

    private static Dictionary<string, string>? ReadHeaders(RequestInput input)
    {
        Dictionary<string, string>? headers = null;
        foreach (var (key, value) in input.Queries(HeaderPrefix))
        {
            if (!(headers ??= new(StringComparer.OrdinalIgnoreCase)).TryAdd(key[HeaderPrefix.Length..^1], value))
                input.Refuse(key, "is given more than once.");
        }

        return headers;
    }
}
