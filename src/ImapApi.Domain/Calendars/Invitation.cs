namespace ImapApi.Domain.Calendars;

/// <summary>What the calendar part of a message says (RFC 5545, 5546): of several events the first that is no exception to a series. No recurrence is ever expanded.</summary>
/// <param name="Method">REQUEST, CANCEL, REPLY …, in capitals; null where the part is no message between calendars.</param>
/// <param name="Status">TENTATIVE, CONFIRMED, CANCELLED.</param>
/// <param name="End">Exclusive, also of days; null where neither an end nor a duration is given.</param>
/// <param name="RecurrenceRule">The RRULE as it is written there.</param>
/// <param name="RecurrenceId">Which instance of a series this one is.</param>
/// <param name="Events">How many events the part has.</param>
/// <param name="Error">Why nothing else is told: the part could not be read.</param>
public sealed record Invitation(
    string? Method,
    string? Uid,
    int Sequence,
    string? Summary,
    string? Location,
    string? Status,
    CalendarPerson? Organizer,
    IReadOnlyList<CalendarPerson> Attendees,
    CalendarTime? Start,
    CalendarTime? End,
    string? RecurrenceRule,
    CalendarTime? RecurrenceId,
    int Events,
    string? Error = null)
{
    /// <summary>Decoded bytes; a larger part is not read.</summary>
    public const int MaxBytes = 256 * 1024;

    public bool IsAllDay => Start?.IsDay == true;

    public static Invitation Unreadable(string error) => new(null, null, 0, null, null, null, null, [], null, null, null, null, 0, error);
}
