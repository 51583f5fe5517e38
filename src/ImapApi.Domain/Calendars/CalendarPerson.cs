namespace ImapApi.Domain.Calendars;

/// <param name="Name">May be empty.</param>
/// <param name="Address">An e-mail address, or another URI as it is.</param>
/// <param name="Participation">Of an attendee, RFC 5545 §3.2.12: <c>NEEDS-ACTION</c>, <c>ACCEPTED</c>, <c>DECLINED</c>, <c>TENTATIVE</c> …; in capitals.</param>
/// <param name="Role">RFC 5545 §3.2.16: <c>CHAIR</c>, <c>REQ-PARTICIPANT</c>, <c>OPT-PARTICIPANT</c> …</param>
/// <param name="IsAnswerWanted">RSVP.</param>
public sealed record CalendarPerson(string Name, string Address, string? Participation = null, string? Role = null, bool IsAnswerWanted = false);
