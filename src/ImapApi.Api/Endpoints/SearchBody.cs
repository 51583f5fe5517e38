using System.Globalization;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Endpoints;

/// <summary>The <c>search</c> object of a body. It is read as the <c>search[…]</c> keys of a URL are.</summary>
internal static class SearchBody
{
    private static readonly QueryParameter<uint> Larger = Query.Octets("search.larger", "");
    private static readonly QueryParameter<uint> Smaller = Query.Octets("search.smaller", "");
    private static readonly QueryParameter<DateOnly> Since = Query.Date("search.since", "");
    private static readonly QueryParameter<DateOnly> Before = Query.Date("search.before", "");
    private static readonly QueryParameter<DateOnly> SentSince = Query.Date("search.sentSince", "");
    private static readonly QueryParameter<DateOnly> SentBefore = Query.Date("search.sentBefore", "");
    private static readonly QueryParameter<ulong> ModSeq = Query.ModSeq("search.modseq", "");

    public static MessageSearch ToSearch(this SearchKeysRequest? keys, RequestInput input)
    {
        keys ??= new SearchKeysRequest();
        if (keys.Seen is not null && keys.Seen == keys.Unseen)
            input.Refuse("search.unseen", "contradicts search.seen.");
        return new MessageSearch(
            keys.Seq, keys.Uid, keys.Answered, keys.Deleted, keys.Draft, keys.Seen ?? !keys.Unseen, keys.Flagged,
            keys.From, keys.To, keys.Cc, keys.Bcc, keys.Subject, keys.Body,
            Read(Larger, Text(keys.Larger)), Read(Smaller, Text(keys.Smaller)),
            Read(Since, keys.Since), Read(Before, keys.Before), Read(SentSince, keys.SentSince), Read(SentBefore, keys.SentBefore),
            Read(ModSeq, Text(keys.Modseq)), Headers(keys.Header, input), keys.EmailId, keys.ThreadId, keys.GmailRaw);

        T? Read<T>(QueryParameter<T> key, string? text) where T : struct
        {
            if (text is null)
                return null;
            if (key.Read(text, out var value))
                return value;
            input.Refuse(key.Name, key.Allowed);
            return null;
        }
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, string>? Headers(IReadOnlyDictionary<string, string>? given, RequestInput input)
    {
        if (given is null)
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, text) in given)
        {
            if (!headers.TryAdd(name, text))
                input.Refuse($"search.header.{name}", "is given more than once.");
        }

        return headers;
    }
}
