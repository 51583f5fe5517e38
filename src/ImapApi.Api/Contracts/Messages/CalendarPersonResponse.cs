using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("Somebody who takes part in an event.")]
internal sealed record CalendarPersonResponse
{
    [Description("The name; may be empty.")]
    public required string Name { get; init; }

    [Description("The e-mail address, or another URI.")]
    public required string Address { get; init; }

    [Description("Of an attendee: NEEDS-ACTION, ACCEPTED, DECLINED, TENTATIVE, DELEGATED …")]
    public string? Partstat { get; init; }

    [Description("Of an attendee: CHAIR, REQ-PARTICIPANT, OPT-PARTICIPANT, NON-PARTICIPANT …")]
    public string? Role { get; init; }

    [Description("True when an answer is asked for.")]
    public bool? Rsvp { get; init; }
}
