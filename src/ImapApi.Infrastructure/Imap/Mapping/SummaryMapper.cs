using System.Globalization;
using ImapApi.Domain.Bounces;
using ImapApi.Domain.Messages;
using MailKit;
using MimeKit;
using MimeKit.Utils;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>A FETCH answer to our outline of a message.</summary>
internal static class SummaryMapper
{
    private static readonly HeaderList NoHeaders = [];

    /// <summary>Maps what is there: a message that came without structure or header gets an outline that says less.</summary>
    public static MessageOutline ToOutline(IMessageSummary summary)
    {
        var headers = summary.Headers ?? NoHeaders;
        var outline = new MessageOutline(
            new Uid(summary.UniqueId.Id),
            Date(headers) ?? summary.InternalDate ?? DateTimeOffset.UnixEpoch,
            summary.InternalDate,
            summary.Size.GetValueOrDefault(),
            HeaderText.First(headers, HeaderId.Subject) ?? "",
            AddressMapper.MapFirst(headers, HeaderId.From),
            AddressMapper.MapFirst(headers, HeaderId.Sender),
            AddressMapper.Map(headers, HeaderId.ReplyTo),
            AddressMapper.Map(headers, HeaderId.To),
            AddressMapper.Map(headers, HeaderId.Cc),
            AddressMapper.Map(headers, HeaderId.Bcc),
            HeaderText.First(headers, HeaderId.MessageId),
            HeaderText.First(headers, HeaderId.InReplyTo),
            Id(summary.EmailId, summary.GMailMessageId),
            Id(summary.ThreadId, summary.GMailThreadId),
            summary.Body is null ? [] : BodyStructureMapper.Map(summary.Body));
        return AutoReply.IsOne(name => headers[name], outline.Subject, Bounce.MayBe(outline)) ? outline with { IsAutoReply = true } : outline;
    }

    /// <summary>For a message that cannot be fetched at all.</summary>
    public static MessageOutline Unreadable(Uid uid) =>
        new(uid, DateTimeOffset.UnixEpoch, InternalDate: null, Size: 0, Subject: "", From: null, Sender: null, [], [], [], [], null, null, null, null, []);

    public static IReadOnlyList<string>? Labels(IMessageSummary summary) => summary.GMailLabels is { } labels ? [.. labels] : null;

    private static DateTimeOffset? Date(HeaderList headers)
    {
        var index = headers.IndexOf(HeaderId.Date);
        return index >= 0 && DateUtils.TryParse(headers[index].RawValue, out var date) ? date : null;
    }

    private static string? Id(string? objectId, ulong? gmailId) => objectId ?? gmailId?.ToString(CultureInfo.InvariantCulture);
}
