using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using ImapApi.Domain.Calendars;

namespace ImapApi.Infrastructure.Mime.Calendars;

/// <summary>Times of a calendar to ours. Zones are known by the names of IANA and of Windows; one that the sender has made himself keeps its name, and has no UTC.</summary>
internal static class CalendarTimes
{
    public static CalendarTime? Map(CalDateTime? time) =>
        time is null ? null
        : !time.HasTime ? new CalendarTime(time.Value.Date, IsDay: true, TimeZone: null, Utc: null)
        : new CalendarTime(DateTime.SpecifyKind(time.Value, DateTimeKind.Unspecified), IsDay: false, time.TzId, Utc(time));

    public static CalendarTime? EndOf(CalendarEvent found)
    {
        if (found.End is not null || found.Start is not { } start || found.Duration is not { } duration)
            return Map(found.End);
        try
        {
            return Map(start.Add(duration));
        }
        catch (ArgumentException)
        {
            // In a zone that nobody knows, or beyond the end of time.
            return null;
        }
    }

    private static DateTimeOffset? Utc(CalDateTime time)
    {
        if (!time.IsUtc && time.TzId is null)
            return null;
        try
        {
            return new DateTimeOffset(DateTime.SpecifyKind(time.AsUtc, DateTimeKind.Utc));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
