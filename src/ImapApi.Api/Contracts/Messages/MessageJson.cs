using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using Names = ImapApi.Api.Contracts.Messages.MessageJsonNames;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>
/// Writes messages as JSON by hand, straight from the domain's values: listings are the hottest answer of the API, and mapping each entry to a contract
/// object first would cost more than fetching its flags. <see cref="MessageEntryResponse"/> describes what is written here.
/// </summary>
internal static class MessageJson
{
    // "<" and "ö" stay what they are: the seed's examples, and readers, expect it. The answers are application/json, never HTML.
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(IBufferWriter<byte> output, MessagePage page)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteNumber(Names.Total, page.Total);
        writer.WriteNumber(Names.Page, page.Page);
        writer.WriteNumber(Names.Pages, page.Pages);
        WriteOptional(writer, Names.NextPageCursor, page.NextCursor);
        WriteOptional(writer, Names.PrevPageCursor, page.PreviousCursor);
        writer.WriteStartArray(Names.Messages);
        writer.Flush();
        for (var i = 0; i < page.Messages.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            if (KnownMessageJson.TryWrite(output, page.Messages[i]))
                continue;
            // Each by itself: the writer knows nothing of what was copied before.
            writer.Reset(output);
            WriteMessage(writer, page.Messages[i], details: null);
            writer.Flush();
        }

        output.Write("]}"u8);
    }

    public static void Write(IBufferWriter<byte> output, MergedPage page)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteNumber(Names.Total, page.Total);
        writer.WriteNumber(Names.Page, page.Page);
        writer.WriteNumber(Names.Pages, page.Pages);
        WriteOptional(writer, Names.NextPageCursor, page.NextCursor);
        WriteOptional(writer, Names.PrevPageCursor, page.PreviousCursor);
        if (page.Unsearched.Count > 0)
            WriteList(writer, Names.Unsearched, [.. page.Unsearched.Select(path => path.Value)]);
        writer.WriteStartArray(Names.Messages);
        for (var i = 0; i < page.Messages.Count; i++)
            WriteMessage(writer, page.Messages[i].Message, details: null, found: page.Messages[i]);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void Write(IBufferWriter<byte> output, MailboxDelta delta)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteStartArray(Names.Added);
        for (var i = 0; i < delta.Added.Count; i++)
            WriteMessage(writer, delta.Added[i], details: null);
        writer.WriteEndArray();
        writer.WriteStartArray(Names.Updated);
        for (var i = 0; i < delta.Updated.Count; i++)
        {
            WriteIds(writer, delta.Updated[i].Id);
            WriteList(writer, Names.Flags, delta.Updated[i].Marks.Flags.Values);
            if (delta.Updated[i].Marks.Labels is { } labels)
                WriteList(writer, Names.Labels, labels.Values);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray(Names.Removed);
        for (var i = 0; i < delta.Removed.Count; i++)
        {
            WriteIds(writer, delta.Removed[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString(Names.Token, delta.Token.ToString());
        if (delta.HasMore)
            writer.WriteBoolean(Names.HasMore, true);
        writer.WriteEndObject();
    }

    public static void Write(IBufferWriter<byte> output, ThreadPage page)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteNumber(Names.Total, page.Total);
        writer.WriteNumber(Names.Page, page.Page);
        writer.WriteNumber(Names.Pages, page.Pages);
        writer.WriteString(Names.Source, JsonNamingPolicy.CamelCase.ConvertName(page.Source.ToString()));
        writer.WriteNumber(Names.Considered, page.Considered);
        writer.WriteBoolean(Names.Complete, page.IsComplete);
        writer.WriteStartArray(Names.Threads);
        foreach (var thread in page.Threads)
        {
            writer.WriteStartObject();
            writer.WriteString(Names.ThreadId, thread.Id);
            writer.WriteNumber(Names.Count, thread.Messages.Count);
            writer.WriteNumber(Names.UnseenCount, thread.Unseen);
            WriteList(writer, Names.Ids, [.. thread.Messages.Select(id => id.ToString())]);
            writer.WritePropertyName(Names.Latest);
            WriteMessage(writer, thread.Latest, details: null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void Write(IBufferWriter<byte> output, MessageDetails message)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        WriteMessage(writer, message.Summary, message);
    }

    public static void WriteWaited(IBufferWriter<byte> output, MessageSummary? message)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteBoolean(Names.Found, message is not null);
        if (message is not null)
        {
            writer.WritePropertyName(Names.Message);
            WriteMessage(writer, message, details: null);
        }

        writer.WriteEndObject();
    }

    /// <summary>A listing entry as an event tells it.</summary>
    public static void WriteArrived(Utf8JsonWriter writer, MessageSummary message, MessageOrigin? movedFrom) => WriteMessage(writer, message, details: null, movedFrom);

    /// <summary>All that stands before the flags, with the opening brace.</summary>
    internal static void WriteHead(Utf8JsonWriter writer, MessageSummary message, FoundMessage? found)
    {
        var outline = message.Outline;
        writer.WriteStartObject();
        writer.WriteString(Names.Id, message.Id.ToString());
        writer.WriteNumber(Names.Uid, outline.Uid.Value);
        WriteOptional(writer, Names.Path, found?.Path.Value);
        WriteOptional(writer, Names.SpecialUse, found?.SpecialUse?.ToAttribute());
        WriteOptional(writer, Names.EmailId, outline.EmailId);
        WriteOptional(writer, Names.ThreadId, outline.ThreadId);
        WriteDate(writer, outline.Date);
    }

    internal static void WriteFlags(Utf8JsonWriter writer, FlagSet flags)
    {
        if (!flags.IsSeen)
            writer.WriteBoolean(Names.Unseen, true);
        if (flags.Contains(Flag.Flagged))
            writer.WriteBoolean(Names.Flagged, true);
        if (flags.Contains(Flag.Answered))
            writer.WriteBoolean(Names.Answered, true);
        if (flags.Contains(Flag.Draft))
            writer.WriteBoolean(Names.Draft, true);
        WriteList(writer, Names.Flags, flags.Values);
    }

    /// <summary>All that stands behind the flags, with the closing brace.</summary>
    internal static void WriteRest(Utf8JsonWriter writer, MessageSummary message, MessageDetails? details, MessageOrigin? movedFrom)
    {
        var outline = message.Outline;
        writer.WriteNumber(Names.Size, outline.Size);
        writer.WriteString(Names.Subject, outline.Subject);
        WriteAddress(writer, Names.From, outline.From);
        if (details is not null)
            WriteAddress(writer, Names.Sender, outline.Sender);
        WriteAddresses(writer, Names.ReplyTo, outline.ReplyTo);
        WriteAddresses(writer, Names.To, outline.To);
        WriteAddresses(writer, Names.Cc, outline.Cc);
        if (details is not null)
            WriteAddresses(writer, Names.Bcc, outline.Bcc);
        BodyJson.WriteAttachments(writer, message);
        WriteOptional(writer, Names.MessageId, outline.InternetMessageId);
        WriteOptional(writer, Names.InReplyTo, outline.InReplyTo);
        if (details is not null)
            WriteHeaders(writer, details.Headers);
        if (message.Labels is not null)
            WriteList(writer, Names.Labels, message.Labels);
        if (outline.IsAutoReply)
            writer.WriteBoolean(Names.AutoReply, true);
        if (details?.Bounce is { } bounce)
        {
            writer.WriteStartObject(Names.Bounce);
            BounceJson.Write(writer, bounce);
            writer.WriteEndObject();
        }

        if (details?.Calendar is { } invitation)
            CalendarJson.Write(writer, invitation);
        WriteOptional(writer, Names.Preview, message.Preview);
        BodyJson.WriteText(writer, message, details?.Text);
        if (movedFrom is not null)
            WriteOrigin(writer, movedFrom);
        writer.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter writer, MessageSummary message, MessageDetails? details, MessageOrigin? movedFrom = null, FoundMessage? found = null)
    {
        WriteHead(writer, message, found);
        WriteFlags(writer, message.Flags);
        WriteRest(writer, message, details, movedFrom);
    }

    private static void WriteIds(Utf8JsonWriter writer, MessageId id)
    {
        writer.WriteStartObject();
        writer.WriteString(Names.Id, id.ToString());
        writer.WriteNumber(Names.Uid, id.Uid.Value);
    }

    private static void WriteOrigin(Utf8JsonWriter writer, MessageOrigin origin)
    {
        writer.WriteStartObject(Names.MovedFrom);
        writer.WriteString(Names.Path, origin.Path.Value);
        writer.WriteString(Names.Id, origin.Id.ToString());
        writer.WriteEndObject();
    }

    private static void WriteDate(Utf8JsonWriter writer, DateTimeOffset date)
    {
        Span<byte> text = stackalloc byte[UtcTimeConverter.Length];
        UtcTimeConverter.Format(date, text);
        writer.WriteString(Names.Date, text);
    }

    private static void WriteHeaders(Utf8JsonWriter writer, IReadOnlyDictionary<string, IReadOnlyList<string>> headers)
    {
        writer.WriteStartObject(Names.Headers);
        foreach (var (name, values) in headers)
            WriteList(writer, JsonEncodedText.Encode(name, Options.Encoder), values);
        writer.WriteEndObject();
    }

    private static void WriteAddresses(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<EmailAddress> addresses)
    {
        if (addresses.Count == 0)
            return;
        writer.WriteStartArray(name);
        for (var i = 0; i < addresses.Count; i++)
        {
            writer.WriteStartObject();
            WriteAddressKeys(writer, addresses[i]);
        }

        writer.WriteEndArray();
    }

    private static void WriteAddress(Utf8JsonWriter writer, JsonEncodedText name, EmailAddress? address)
    {
        if (address is null)
            return;
        writer.WriteStartObject(name);
        WriteAddressKeys(writer, address);
    }

    private static void WriteAddressKeys(Utf8JsonWriter writer, EmailAddress address)
    {
        writer.WriteString(Names.Name, address.Name);
        writer.WriteString(Names.Address, address.Address);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, JsonEncodedText name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < values.Count; i++)
            writer.WriteStringValue(values[i]);
        writer.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
