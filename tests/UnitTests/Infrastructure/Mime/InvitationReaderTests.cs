using ImapApi.Domain.Calendars;
using ImapApi.Infrastructure.Mime.Calendars;

namespace ImapApi.UnitTests.Infrastructure.Mime;

public sealed class InvitationReaderTests
{
    [Fact]
    public void Reads_an_invitation_of_Exchange()
    {
        var invitation = Read("REQUEST", """
            UID:040000008200E00074C5B7101A82E008
            SEQUENCE:2
            SUMMARY;LANGUAGE=de-DE:Besprechung\, Raum 2\nmit Gästen
            LOCATION:Köln
            STATUS:CONFIRMED
            ORGANIZER;CN="Groß, Käthe":MAILTO:kaethe@example.com
            ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Bob:MAILTO:bob@example.com
            ATTENDEE;ROLE=CHAIR;PARTSTAT=accepted:mailto:ann@example.com
            DTSTART;TZID=W. Europe Standard Time:20260301T100000
            DURATION:PT1H30M
            RRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20261231T000000Z
            """);

        (invitation.Method, invitation.Uid, invitation.Sequence, invitation.Status, invitation.Location).ShouldBe(("REQUEST", "040000008200E00074C5B7101A82E008", 2, "CONFIRMED", "Köln"));
        invitation.Summary.ShouldBe("Besprechung, Raum 2\nmit Gästen");
        invitation.Organizer.ShouldBe(new CalendarPerson("Groß, Käthe", "kaethe@example.com"));
        invitation.Attendees.ShouldBe([
            new CalendarPerson("Bob", "bob@example.com", "NEEDS-ACTION", "REQ-PARTICIPANT", IsAnswerWanted: true),
            new CalendarPerson("", "ann@example.com", "ACCEPTED", "CHAIR")]);
        invitation.Start.ShouldBe(new CalendarTime(new DateTime(2026, 3, 1, 10, 0, 0), IsDay: false, "W. Europe Standard Time", new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero)));
        invitation.End!.Local.ShouldBe(new DateTime(2026, 3, 1, 11, 30, 0));
        invitation.RecurrenceRule.ShouldBe("FREQ=WEEKLY;UNTIL=20261231T000000Z;BYDAY=MO,TU");
        (invitation.IsAllDay, invitation.Events, invitation.Error).ShouldBe((false, 1, null));
    }

    [Fact]
    public void A_whole_day_ends_on_the_next()
    {
        var invitation = Read("PUBLISH", "UID:1\nDTSTART;VALUE=DATE:20260301\nDTEND;VALUE=DATE:20260302");
        (invitation.Start, invitation.End, invitation.IsAllDay).ShouldBe((Day(1), Day(2), true));
        Read("PUBLISH", "UID:1\nDTSTART;VALUE=DATE:20260301\nDURATION:P2D").End.ShouldBe(Day(3));
    }

    [Fact]
    public void A_zone_that_the_sender_has_made_keeps_its_name_and_has_no_utc()
    {
        var invitation = Read("REQUEST", "UID:1\nDTSTART;TZID=Customized Time Zone:20260301T100000\nDTEND;TZID=Customized Time Zone:20260301T110000");
        invitation.Start.ShouldBe(new CalendarTime(new DateTime(2026, 3, 1, 10, 0, 0), IsDay: false, "Customized Time Zone", Utc: null));
        invitation.End!.Local.ShouldBe(new DateTime(2026, 3, 1, 11, 0, 0));
    }

    [Fact]
    public void A_time_without_a_zone_is_meant_wherever_its_reader_is() =>
        Read("REQUEST", "UID:1\nDTSTART:20260301T100000").Start.ShouldBe(new CalendarTime(new DateTime(2026, 3, 1, 10, 0, 0), IsDay: false, TimeZone: null, Utc: null));

    [Fact]
    public void Of_a_series_with_exceptions_the_series_is_told()
    {
        const string Events = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:moved\r\nRECURRENCE-ID:20260308T100000Z\r\nDTSTART:20260308T120000Z\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:series\r\nDTSTART:20260301T100000Z\r\nEND:VEVENT\r\n";
        var invitation = InvitationReader.Read(Calendar("REQUEST", Events));
        (invitation.Summary, invitation.Events, invitation.RecurrenceId).ShouldBe(("series", 2, null));
    }

    [Fact]
    public void An_exception_alone_says_which_event_it_replaces()
    {
        var invitation = Read("CANCEL", "UID:1\nRECURRENCE-ID:20260308T100000Z\nDTSTART:20260308T120000Z\nSTATUS:CANCELLED");
        (invitation.Method, invitation.Status, invitation.RecurrenceId!.Utc).ShouldBe(("CANCEL", "CANCELLED", new DateTimeOffset(2026, 3, 8, 10, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_reply_tells_who_answers_what()
    {
        var invitation = Read("REPLY", "UID:1\nDTSTART:20260308T100000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:bob@example.com");
        (invitation.Method, invitation.Attendees.ShouldHaveSingleItem().Participation).ShouldBe(("REPLY", "DECLINED"));
    }

    public static TheoryData<string> HostileCalendars() => new(
        "",
        "no calendar at all",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n",
        Calendar("REQUEST", ""),
        Event("GARBAGE"),
        Event("DTSTART:20260101T100000Z\r\nDURATION:P99999999999W"),
        Event("DTSTART:20260101T100000Z\r\nRRULE:FREQ=FOO"),
        Event("DTSTART;TZID=Nowhere/At all:99991231T235959\r\nDURATION:P9999999D"),
        Event("DTSTART:20260101T100000Z\r\nRRULE:FREQ=SECONDLY;COUNT=2000000000"),
        Event("RRULE:FREQ=DAILY;BYSECOND=" + string.Join(',', Enumerable.Repeat("1", 90_000))),
        Event("RDATE:" + string.Join(',', Enumerable.Repeat("20260101T100000Z", 14_000))),
        Event(string.Concat(Enumerable.Repeat("ATTENDEE:mailto:a@example.com\r\n", 8_000)) + "SEQUENCE:1"),
        Event("ATTENDEE" + string.Concat(Enumerable.Repeat(";X=\"", 60_000)) + ":mailto:a@example.com"),
        Event("SUMMARY:" + string.Concat(Enumerable.Repeat("a\r\n ", 60_000))),
        Event("SUMMARY:" + string.Concat(Enumerable.Repeat("\\", 250_000))),
        Calendar("REQUEST", string.Concat(Enumerable.Repeat("BEGIN:VEVENT\r\n", 16_000))),
        Calendar("REQUEST", string.Concat(Enumerable.Repeat("BEGIN:X\r\n", 25_000))),
        Calendar("REQUEST", string.Concat(Enumerable.Repeat("BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", 7_000))));

    [Theory, MemberData(nameof(HostileCalendars), DisableDiscoveryEnumeration = true)]
    public void No_calendar_fails_or_is_told_at_length(string text)
    {
        text.Length.ShouldBeLessThan(Invitation.MaxBytes);

        var invitation = InvitationReader.Read(text);

        (invitation.Attendees.Count, invitation.RecurrenceRule?.Length ?? 0, invitation.Summary?.Length ?? 0, invitation.Error?.Length ?? 0).ShouldSatisfyAllConditions(
            told => told.Item1.ShouldBeLessThanOrEqualTo(1000), told => told.Item2.ShouldBeLessThanOrEqualTo(1000), told => told.Item3.ShouldBeLessThanOrEqualTo(1000), told => told.Item4.ShouldBeLessThanOrEqualTo(1100));
    }

    private static CalendarTime Day(int day) => new(new DateTime(2026, 3, day), IsDay: true, TimeZone: null, Utc: null);

    private static Invitation Read(string method, string lines) => InvitationReader.Read(Calendar(method, $"BEGIN:VEVENT\r\n{lines.ReplaceLineEndings("\r\n")}\r\nEND:VEVENT\r\n"));

    private static string Event(string lines) => Calendar("REQUEST", $"BEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\n");

    private static string Calendar(string method, string events) => $"BEGIN:VCALENDAR\r\nPRODID:-//example//1\r\nVERSION:2.0\r\nMETHOD:{method}\r\n{events}END:VCALENDAR\r\n";
}
