using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImapApi.Client.Webhooks;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Client;

public sealed class WebhookVerifierTests
{
    // Of the Standard Webhooks specification's own example.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = """{"test": 2432232314}""";
    private const long Time = 1614265330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(Time));

    [Fact]
    public void The_specifications_own_example_is_genuine() => IsGenuine().ShouldBeTrue();

    [Theory]
    [InlineData("msg_other", Body, Signature)]
    [InlineData(Id, """{"test": 2432232315}""", Signature)]
    [InlineData(Id, Body, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=")]
    [InlineData(Id, Body, "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(Id, Body, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData(Id, Body, "v1,")]
    [InlineData(Id, Body, "")]
    [InlineData(Id, Body, null)]
    [InlineData("", Body, Signature)]
    public void What_was_changed_is_not(string id, string body, string? signature) => IsGenuine(id, body, signature).ShouldBeFalse();

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void What_is_older_or_newer_than_five_minutes_is_a_replay(int seconds, bool isGenuine)
    {
        _time.AdjustTime(_time.GetUtcNow().AddSeconds(seconds));

        IsGenuine().ShouldBe(isGenuine);
    }

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("-1614265330")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    public void A_timestamp_that_is_none_is_refused(string timestamp) => IsGenuine(timestamp: timestamp).ShouldBeFalse();

    [Fact]
    public void Either_secret_will_do_while_one_is_replaced_and_any_of_the_signatures()
    {
        var other = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));

        IsGenuine(secrets: [other, Secret]).ShouldBeTrue();
        IsGenuine(signature: "v1,AAAA " + Signature).ShouldBeTrue();
        IsGenuine(secrets: [other]).ShouldBeFalse();
    }

    [Fact]
    public void A_verifier_without_a_secret_cannot_be_made()
    {
        Should.Throw<ArgumentException>(() => new WebhookVerifier([]));
        Should.Throw<FormatException>(() => new WebhookVerifier(["whsec_not base64"]));
    }

    private bool IsGenuine(string id = Id, string body = Body, string? signature = Signature, string? timestamp = null, string[]? secrets = null) =>
        new WebhookVerifier(secrets ?? [Secret], time: _time).IsGenuine(id, timestamp ?? Time.ToString(CultureInfo.InvariantCulture), signature, Encoding.UTF8.GetBytes(body));
}
