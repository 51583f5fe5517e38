using ImapApi.Domain.Changes;

namespace ImapApi.UnitTests.Domain.Changes;

public sealed class EventIdTests
{
    [Fact]
    public void Is_read_as_it_was_written()
    {
        var id = new EventId(0x0102030405060708, 17);

        id.ToString().ShouldBe("AQIDBAUGBwgAAAAAAAAAEQ");
        EventId.TryParse("AQIDBAUGBwgAAAAAAAAAEQ", out var same).ShouldBeTrue();
        same.ShouldBe(id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AQIDBAUGBwgAAAAAAAAAE")]
    [InlineData("AQIDBAUGBwgAAAAAAAAAEQA")]
    [InlineData("AQIDBAUGBwgAAAAAAAAAER")]
    [InlineData("AQIDBAUGBwgAAAAAAAAAAA")]
    [InlineData("AQIDBAUGBwj__________w")]
    [InlineData("AQIDBAUGBwgAAAAAAAAAE=")]
    [InlineData("alice/h%.user%2F AAAA1")]
    [InlineData("AQIDBAUGBwgAAAAA AAAAEQ")]
    public void Is_refused_when_it_is_none(string? text) => EventId.TryParse(text, out _).ShouldBeFalse();
}
