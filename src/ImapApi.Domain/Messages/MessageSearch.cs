using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImapApi.Domain.Messages;

/// <summary>Search keys, all of which must hold (IMAP SEARCH, RFC 9051 §6.4.4). Null means "do not care".</summary>
/// <param name="Sequence">A sequence set: <c>1:10,15</c>.</param>
/// <param name="Uids">A UID set.</param>
/// <param name="Headers">Header name → substring; an empty substring asks for the header's presence.</param>
/// <param name="GmailRaw">Gmail's own search language (X-GM-RAW).</param>
public sealed record MessageSearch(
    string? Sequence = null,
    string? Uids = null,
    bool? Answered = null,
    bool? Deleted = null,
    bool? Draft = null,
    bool? Seen = null,
    bool? Flagged = null,
    string? From = null,
    string? To = null,
    string? Cc = null,
    string? Bcc = null,
    string? Subject = null,
    string? Body = null,
    uint? Larger = null,
    uint? Smaller = null,
    DateOnly? Since = null,
    DateOnly? Before = null,
    DateOnly? SentSince = null,
    DateOnly? SentBefore = null,
    ulong? ModSeq = null,
    IReadOnlyDictionary<string, string>? Headers = null,
    string? EmailId = null,
    string? ThreadId = null,
    string? GmailRaw = null)
{
    /// <summary>No key is given.</summary>
    public bool MatchesAll => this with { Headers = null } == new MessageSearch() && Headers is null or { Count: 0 };

    /// <summary>It looks into texts, for which a server may have to read every message.</summary>
    public bool HasText => this is not { From: null, To: null, Cc: null, Bcc: null, Subject: null, Body: null, GmailRaw: null, Headers: null or { Count: 0 } };

    /// <summary>No text in it holds other characters than those of ASCII.</summary>
    public bool IsAscii => Array.TrueForAll([From, To, Cc, Bcc, Subject, Body, GmailRaw], IsAsciiText) && (Headers?.Values ?? []).All(IsAsciiText);

    /// <summary>Without the texts that hold other characters.</summary>
    public MessageSearch AsciiPart => this with
    {
        From = AsciiOrNone(From),
        To = AsciiOrNone(To),
        Cc = AsciiOrNone(Cc),
        Bcc = AsciiOrNone(Bcc),
        Subject = AsciiOrNone(Subject),
        Body = AsciiOrNone(Body),
        GmailRaw = AsciiOrNone(GmailRaw),
        Headers = Headers?.Where(header => IsAsciiText(header.Value)).ToDictionary(),
    };

    /// <summary>Tells searches apart: the same keys, the same number. Never 0.</summary>
    public uint Fingerprint
    {
        get
        {
            object?[] keys =
            [
                Sequence, Uids, Answered, Deleted, Draft, Seen, Flagged, From, To, Cc, Bcc, Subject, Body, Larger, Smaller,
                Since?.DayNumber, Before?.DayNumber, SentSince?.DayNumber, SentBefore?.DayNumber, ModSeq, EmailId, ThreadId, GmailRaw,
                .. (Headers ?? new Dictionary<string, string>()).Select(header => $"{header.Key.ToUpperInvariant()}:{header.Value}").Order(StringComparer.Ordinal),
            ];
            var text = string.Join('\n', keys.Select(key => Convert.ToString(key, CultureInfo.InvariantCulture)));
            return Math.Max(1, BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        }
    }

    private static bool IsAsciiText(string? text) => text is null || Ascii.IsValid(text);

    private static string? AsciiOrNone(string? text) => IsAsciiText(text) ? text : null;
}
