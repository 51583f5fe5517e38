using Ical.Net;
using ImapApi.Domain.Calendars;

namespace ImapApi.Infrastructure.Mime.Calendars;

/// <summary>A calendar part's text, sent by a stranger, to what is shown of it. Never fails: what cannot be read is said.</summary>
internal static class InvitationReader
{
    private const int MaxText = 1000;
    private const int MaxAttendees = 1000;

    public static Invitation Read(string text)
    {
        try
        {
            return Calendar.Load(text) is { } calendar ? Read(calendar) : Invitation.Unreadable("It holds no calendar.");
        }
#pragma warning disable CA1031 // Whatever a stranger's calendar makes the parser throw, the message is shown.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Invitation.Unreadable($"It cannot be read: {Short(exception.Message)}");
        }
    }

    private static Invitation Read(Calendar calendar)
    {
        var found = calendar.Events.FirstOrDefault(one => one.RecurrenceIdentifier is null) ?? calendar.Events.FirstOrDefault();
        if (found is null)
            return Invitation.Unreadable("It holds no event.") with { Method = Word(calendar.Method) };
        var start = CalendarTimes.Map(found.Start);
        return new Invitation(
            Word(calendar.Method),
            Short(found.Uid),
            found.Sequence,
            Short(found.Summary),
            Short(found.Location),
            Word(found.Status),
            found.Organizer is { Value: { } organizer } person ? new CalendarPerson(Short(person.CommonName) ?? "", Address(organizer)) : null,
            [.. found.Attendees.Where(attendee => attendee.Value is not null).Take(MaxAttendees).Select(Map)],
            start,
            CalendarTimes.EndOf(found),
            found.RecurrenceRule?.ToString() is { Length: > 0 and <= MaxText } rule ? rule : null,
            CalendarTimes.Map(found.RecurrenceIdentifier?.StartTime),
            calendar.Events.Count);
    }

    private static CalendarPerson Map(Ical.Net.DataTypes.Attendee attendee) =>
        new(Short(attendee.CommonName) ?? "", Address(attendee.Value!), Word(attendee.ParticipationStatus), Word(attendee.Role), attendee.Rsvp);

    private static string Address(Uri uri)
    {
        var text = uri.OriginalString;
        const string Mail = "mailto:";
        return Short(text.StartsWith(Mail, StringComparison.OrdinalIgnoreCase) ? text[Mail.Length..] : text) ?? "";
    }

    private static string? Word(string? text) => Short(text)?.ToUpperInvariant();

    /// <summary>Null for what is empty.</summary>
    private static string? Short(string? text) => text?.Trim() is not { Length: > 0 } trimmed ? null
        : trimmed.Length <= MaxText ? trimmed
        : trimmed[..(char.IsHighSurrogate(trimmed[MaxText - 1]) ? MaxText - 1 : MaxText)];
}
