using ImapApi.Domain.Changes;
using ImapApi.Domain.Webhooks;

namespace ImapApi.UnitTests.Domain.Webhooks;

public sealed class WebhookSettingsTests
{
    [Theory]
    [InlineData(EventType.MessageNew, true, true)]
    [InlineData(EventType.MessageDeleted, true, false)]
    [InlineData(EventType.EventsLost, true, true)]
    public void A_filter_lets_through_what_it_names_and_that_events_were_lost(EventType type, bool withoutFilter, bool withFilter)
    {
        WebhookSettings.None.Wants(type).ShouldBe(withoutFilter);
        (WebhookSettings.None with { Events = [EventType.MessageNew] }).Wants(type).ShouldBe(withFilter);
    }
}
