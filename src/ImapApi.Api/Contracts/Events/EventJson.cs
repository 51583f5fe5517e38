using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImapApi.Application.Events;
using ImapApi.Domain.Changes;

namespace ImapApi.Api.Contracts.Events;

/// <summary>Writes events by hand, because what they tell is JSON already. <see cref="EventResponse"/> describes what is written here.</summary>
internal static class EventJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(IBufferWriter<byte> output, EventPage page)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        writer.WriteStartArray("events");
        foreach (var entry in page.Events)
            Write(writer, entry);
        writer.WriteEndArray();
        writer.WriteString("next", page.Next);
        writer.WriteEndObject();
    }

    /// <summary>In one line.</summary>
    public static void Write(IBufferWriter<byte> output, LoggedEvent entry)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        Write(writer, entry);
    }

    /// <summary>As webhooks post it: without the position, which is the reader's business.</summary>
    public static void WriteWebhook(IBufferWriter<byte> output, LoggedEvent entry)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        writer.WriteStartObject();
        WriteMembers(writer, entry);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LoggedEvent entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("seq", entry.Sequence);
        WriteMembers(writer, entry);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, LoggedEvent entry)
    {
        Span<byte> date = stackalloc byte[UtcTimeConverter.Length];
        UtcTimeConverter.Format(entry.Date, date);
        writer.WriteString("eventId", entry.Id.ToString());
        writer.WriteString("account", entry.Account.Value);
        writer.WriteString("date", date);
        if (entry.Path is { } path)
            writer.WriteString("path", path.Value);
        writer.WriteString("event", entry.Type.Name());
        writer.WritePropertyName("data");
        writer.WriteRawValue(entry.Data.Span, skipInputValidation: true);
    }
}
