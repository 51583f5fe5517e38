using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.UnitTests.Infrastructure.Imap;

/// <summary>How long an account waits before it connects again.</summary>
public sealed class ReconnectScheduleTests
{
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 0.999, 2)]
    [InlineData(2, 0.999, 3.4)]
    [InlineData(12, 0, 300)]
    [InlineData(1000, 0.999, 600)]
    public void Failures_are_answered_with_ever_longer_waits(int failures, double random, double seconds) =>
        ReconnectSchedule.AfterFailure(failures, random).TotalSeconds.ShouldBe(seconds, tolerance: 1);

    [Theory]
    [InlineData(1, 300, 0.5, 2.5)]
    [InlineData(100, 300, 0, 0)]
    [InlineData(100, 299, 0, 300)]
    [InlineData(100, 60, 0.5, 240)]
    [InlineData(100, 10, 0, 40)]
    [InlineData(2, 10, 0, 1.7)]
    [InlineData(100, 9, 0, 300)]
    public void A_connection_that_had_worked_is_tried_again_the_sooner_the_longer_it_did(int failures, int lived, double random, double seconds) =>
        ReconnectSchedule.AfterLoss(failures, TimeSpan.FromSeconds(lived), random).TotalSeconds.ShouldBe(seconds, tolerance: 0.001);

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 300)]
    [InlineData(3, 900)]
    [InlineData(4, 3600)]
    [InlineData(100, 3600)]
    public void A_refused_password_is_tried_ever_more_seldom(int failures, int seconds)
    {
        ReconnectSchedule.AfterRefusedLogin(failures, 0).TotalSeconds.ShouldBe(seconds / 2.0);
        ReconnectSchedule.AfterRefusedLogin(failures, 0.9999).TotalSeconds.ShouldBe(seconds, tolerance: 1);
    }
}
