using System.Text.Json;
using ImapApi.Api.Contracts.Submissions;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Events;

/// <summary>The <c>data</c> of <c>messageSent</c>, <c>messageDeliveryError</c> and <c>messageFailed</c>.</summary>
internal static class SubmissionEventJson
{
    /// <summary>Into an object that was begun.</summary>
    public static void Write(Utf8JsonWriter writer, OutboxEntry entry)
    {
        writer.WriteString("queueId", entry.Id.ToString());
        writer.WriteString("messageId", entry.MessageId);
        writer.WriteString("subject", entry.Subject);
        writer.WriteStartObject("envelope");
        writer.WriteString("from", entry.Envelope.From);
        writer.WriteStartArray("to");
        foreach (var recipient in entry.Envelope.To)
            writer.WriteStringValue(recipient);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteString("state", entry.State.ToWord());
        if (entry.Response is { } response)
            writer.WriteString("response", response);
        WriteRejected(writer, entry.Rejected);
        if (entry.NextAttempt is { } next)
            WriteTime(writer, "nextAttempt", next);
        if (entry.LastError is { } error)
            WriteError(writer, error);
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[UtcTimeConverter.Length];
        UtcTimeConverter.Format(time, text);
        writer.WriteString(name, text);
    }

    private static void WriteRejected(Utf8JsonWriter writer, IReadOnlyList<RefusedRecipient> rejected)
    {
        if (rejected.Count == 0)
            return;
        writer.WriteStartArray("rejected");
        foreach (var (address, response) in rejected)
        {
            writer.WriteStartObject();
            writer.WriteString("address", address);
            writer.WriteString("response", response);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter writer, SubmissionError error)
    {
        writer.WriteStartObject("error");
        writer.WriteString("code", error.Code);
        writer.WriteString("message", error.Message);
        if (error.Stage is { } stage)
            writer.WriteString("stage", stage);
        if (error.ServerResponse is { } words)
            writer.WriteString("serverResponse", words);
        writer.WriteEndObject();
    }
}
