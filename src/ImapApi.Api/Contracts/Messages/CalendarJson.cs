using System.Globalization;
using System.Text.Json;
using ImapApi.Domain.Calendars;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>What <see cref="CalendarResponse"/> describes.</summary>
internal static class CalendarJson
{
    public static void Write(Utf8JsonWriter writer, Invitation invitation)
    {
        writer.WriteStartObject("calendar");
        WriteOptional(writer, "method", invitation.Method);
        if (invitation.Error is not null)
            writer.WriteString("error", invitation.Error);
        else
            WriteEvent(writer, invitation);
        writer.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter writer, Invitation invitation)
    {
        WriteOptional(writer, "uid", invitation.Uid);
        writer.WriteNumber("sequence", invitation.Sequence);
        WriteOptional(writer, "summary", invitation.Summary);
        WriteOptional(writer, "location", invitation.Location);
        WriteOptional(writer, "status", invitation.Status);
        if (invitation.Organizer is { } organizer)
        {
            writer.WritePropertyName("organizer");
            WritePerson(writer, organizer);
        }

        if (invitation.Attendees.Count > 0)
        {
            writer.WriteStartArray("attendees");
            foreach (var attendee in invitation.Attendees)
                WritePerson(writer, attendee);
            writer.WriteEndArray();
        }

        WriteTime(writer, "start", invitation.Start);
        WriteTime(writer, "end", invitation.End);
        writer.WriteBoolean("allDay", invitation.IsAllDay);
        WriteOptional(writer, "recurrenceRule", invitation.RecurrenceRule);
        WriteTime(writer, "recurrenceId", invitation.RecurrenceId);
        if (invitation.Events > 1)
            writer.WriteNumber("events", invitation.Events);
    }

    private static void WritePerson(Utf8JsonWriter writer, CalendarPerson person)
    {
        writer.WriteStartObject();
        writer.WriteString("name", person.Name);
        writer.WriteString("address", person.Address);
        WriteOptional(writer, "partstat", person.Participation);
        WriteOptional(writer, "role", person.Role);
        if (person.IsAnswerWanted)
            writer.WriteBoolean("rsvp", true);
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, CalendarTime? time)
    {
        if (time is null)
            return;
        writer.WriteStartObject(name);
        if (time.IsDay)
            writer.WriteString("date", time.Local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else
            writer.WriteString("dateTime", time.Local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        WriteOptional(writer, "timeZone", time.TimeZone);
        if (time.Utc is { } utc)
        {
            Span<byte> text = stackalloc byte[UtcTimeConverter.Length];
            UtcTimeConverter.Format(utc, text);
            writer.WriteString("utc", text);
        }

        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
