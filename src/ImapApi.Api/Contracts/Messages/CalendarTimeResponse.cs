using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("A day, or a time in a zone.")]
internal sealed record CalendarTimeResponse
{
    [Description("Of a whole day: 2026-03-01.")]
    public string? Date { get; init; }

    [Description("What the clocks of the zone show: 2026-03-01T10:00:00.")]
    public string? DateTime { get; init; }

    [Description("The zone, as the sender calls it (Europe/Berlin, W. Europe Standard Time, UTC); left out where the time is meant wherever its reader is.")]
    public string? TimeZone { get; init; }

    [Description("The same time in UTC; left out where the zone is not known by its name.")]
    public DateTimeOffset? Utc { get; init; }
}
