using ImapApi.Domain.Mailboxes;

namespace ImapApi.UnitTests.Domain.Mailboxes;

public sealed class SpecialUseNamesTests
{
    [Fact]
    public void Every_use_survives_its_written_form_in_any_case()
    {
        foreach (var use in Enum.GetValues<SpecialUse>())
        {
            foreach (var text in new[] { use.ToAttribute(), use.ToAttribute().ToUpperInvariant() })
            {
                SpecialUseNames.TryParse(text, out var parsed).ShouldBeTrue(text);
                parsed.ShouldBe(use);
            }
        }

        SpecialUse.Sent.ToAttribute().ShouldBe(@"\Sent");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(@"\")]
    [InlineData("Sent")]
    [InlineData(@"\7")]
    [InlineData(@"\-1")]
    [InlineData(@"\Sent ")]
    [InlineData(@"\ Sent")]
    [InlineData(@"\All,Archive")]
    [InlineData(@"\\Sent")]
    [InlineData(@"\HasNoChildren")]
    public void Anything_else_is_no_use(string? text) => SpecialUseNames.TryParse(text, out _).ShouldBeFalse();
}
