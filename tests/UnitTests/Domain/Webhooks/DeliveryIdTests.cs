using CsCheck;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;

namespace ImapApi.UnitTests.Domain.Webhooks;

public sealed class DeliveryIdTests
{
    [Fact]
    public void Says_where_the_delivery_lies()
    {
        new DeliveryId(AccountId.Parse("alice"), IsOwn: false, 17).ToString().ShouldBe("g17-YWxpY2U");
        DeliveryId.TryParse("o3-YS9i", out var id).ShouldBeTrue();
        id.ShouldBe(new DeliveryId(AccountId.Parse("a/b"), IsOwn: true, 3));
    }

    [Fact]
    public void Survives_being_written_and_read() =>
        Gen.Select(Gen.String[Gen.Char['!', '~'], 1, 60], Gen.Bool, Gen.Long[1, long.MaxValue]).Where(parts => AccountId.TryParse(parts.Item1, out _)).Sample(parts =>
        {
            var id = new DeliveryId(AccountId.Parse(parts.Item1), parts.Item2, parts.Item3);
            return System.Text.RegularExpressions.Regex.IsMatch(id.ToString(), "^[A-Za-z0-9_-]+$", default, TimeSpan.FromSeconds(5)) && DeliveryId.TryParse(id.ToString(), out var read) && read == id;
        });

    [Fact]
    public void Nothing_else_is_an_id_and_nothing_throws() =>
        Gen.String.Sample(text => !DeliveryId.TryParse(text, out var id) || id.ToString() == text);

    [Theory]
    [InlineData("")]
    [InlineData("g17")]
    [InlineData("x17-YWxpY2U")]
    [InlineData("g017-YWxpY2U")]
    [InlineData("g-17-YWxpY2U")]
    [InlineData("g17-")]
    [InlineData("g17-%%%")]
    [InlineData("g17-_w")]
    public void What_was_never_given_out_is_refused(string text) => DeliveryId.TryParse(text, out _).ShouldBeFalse();
}
