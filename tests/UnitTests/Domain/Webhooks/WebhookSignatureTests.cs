using System.Text;
using ImapApi.Domain.Webhooks;

namespace ImapApi.UnitTests.Domain.Webhooks;

public sealed class WebhookSignatureTests
{
    /// <summary>The example of the Standard Webhooks specification.</summary>
    [Fact]
    public void Signs_as_the_specification_does()
    {
        WebhookSecret.TryParse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", out var secret).ShouldBeTrue();

        WebhookSignature.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"u8, secret!)
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Fact]
    public void A_secret_is_random_and_shown_by_Reveal_alone()
    {
        var secret = WebhookSecret.Create();

        secret.Reveal().ShouldStartWith("whsec_");
        Convert.FromBase64String(secret.Reveal()[6..]).Length.ShouldBe(32);
        secret.Reveal().ShouldNotBe(WebhookSecret.Create().Reveal());
        secret.ToString().ShouldBe("whsec_…");
        WebhookSecret.TryParse(secret.Reveal(), out var same).ShouldBeTrue();
        same!.Key.SequenceEqual(secret.Key).ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_AAAA")]
    [InlineData("whsec_not base64 at all, however long it may be")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void What_is_no_secret_is_refused(string? text) => WebhookSecret.TryParse(text, out _).ShouldBeFalse();
}
