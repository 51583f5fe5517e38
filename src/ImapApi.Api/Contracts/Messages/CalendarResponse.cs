using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("What the message's calendar part says (RFC 5545, 5546). Of several events the first that is no exception to a series. With error nothing else is told but the method.")]
internal sealed record CalendarResponse
{
    [Description("REQUEST, CANCEL, REPLY … (RFC 5546).")]
    public string? Method { get; init; }

    [Description("Why the part could not be read. The message itself is not affected.")]
    public string? Error { get; init; }

    [Description("The event's id, the same in every message about it.")]
    public string? Uid { get; init; }

    [Description("Which revision of the event this is; 0 is the first.")]
    public int? Sequence { get; init; }

    [Description("What it is called.")]
    public string? Summary { get; init; }

    [Description("Where it takes place.")]
    public string? Location { get; init; }

    [Description("TENTATIVE, CONFIRMED or CANCELLED.")]
    public string? Status { get; init; }

    [Description("Who invites.")]
    public CalendarPersonResponse? Organizer { get; init; }

    [Description("Who is invited; of a REPLY who answers.")]
    public IReadOnlyList<CalendarPersonResponse>? Attendees { get; init; }

    [Description("When it begins.")]
    public CalendarTimeResponse? Start { get; init; }

    [Description("When it ends; the end is not part of it: an event of one day ends on the next.")]
    public CalendarTimeResponse? End { get; init; }

    [Description("It takes whole days.")]
    public bool? AllDay { get; init; }

    [Description("The rule by which it recurs (RRULE), as it is. Recurrences are not computed.")]
    public string? RecurrenceRule { get; init; }

    [Description("Which event of a series this is, by its original begin.")]
    public CalendarTimeResponse? RecurrenceId { get; init; }

    [Description("How many events the part has, if more than one.")]
    public int? Events { get; init; }
}
