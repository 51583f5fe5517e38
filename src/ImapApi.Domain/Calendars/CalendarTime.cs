namespace ImapApi.Domain.Calendars;

/// <summary>A day, or a time on the clocks of a place.</summary>
/// <param name="Local">What those clocks show; of a day its beginning.</param>
/// <param name="TimeZone">The zone by the name that the sender gave it; null for a day, and for a time that is meant wherever its reader is.</param>
/// <param name="Utc">Null also where nobody knows a zone of that name.</param>
public sealed record CalendarTime(DateTime Local, bool IsDay, string? TimeZone, DateTimeOffset? Utc);
