using ImapApi.Domain.Changes;

namespace ImapApi.UnitTests.Domain.Changes;

public sealed class EventTypeNamesTests
{
    [Fact]
    public void Every_type_has_a_name_that_is_read_again()
    {
        foreach (var type in Enum.GetValues<EventType>())
        {
            EventTypeNames.TryParse(type.Name(), out var read).ShouldBeTrue();
            read.ShouldBe(type);
        }

        EventType.MessageNew.Name().ShouldBe("messageNew");
        EventTypeNames.All.Count.ShouldBe(Enum.GetValues<EventType>().Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MessageNew")]
    [InlineData("0")]
    public void Other_words_are_none(string? name)
    {
        EventTypeNames.TryParse(name, out var type).ShouldBeFalse();
        type.ShouldBeNull();
    }
}
