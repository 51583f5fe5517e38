using CsCheck;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class PageRequestTests
{
    [Theory]
    [InlineData(0, 20, 1)]
    [InlineData(1, 20, 1)]
    [InlineData(20, 20, 1)]
    [InlineData(21, 20, 2)]
    [InlineData(int.MaxValue, 1, int.MaxValue)]
    [InlineData(int.MaxValue, 1000, 2_147_484)]
    public void An_empty_listing_has_one_page_and_a_remainder_makes_another(int total, int size, int pages) => new PageRequest(0, size).PagesFor(total).ShouldBe(pages);

    [Fact]
    public void The_newest_come_first_and_the_last_page_is_the_rest()
    {
        new PageRequest(0, 20).PositionsIn(45).ShouldBe((26, 45));
        new PageRequest(1, 20).PositionsIn(45).ShouldBe((6, 25));
        new PageRequest(2, 20).PositionsIn(45).ShouldBe((1, 5));
        new PageRequest(3, 20).PositionsIn(45).ShouldBeNull();
        new PageRequest(0, 20).PositionsIn(0).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(19, 0)]
    [InlineData(20, 1)]
    [InlineData(45, 2)]
    public void A_page_has_a_number_by_how_many_are_newer(int newer, int page) => new PageRequest(0, 20).PageAfter(newer).ShouldBe(page);

    [Fact]
    public void The_largest_page_does_not_overflow() => new PageRequest(PageRequest.MaxPage, PageRequest.MaxSize).PositionsIn(int.MaxValue).ShouldBe((1, 647));

    [Fact]
    public void Pages_are_the_chunks_of_the_list_turned_round() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 60], Gen.Int[0, 12]).Sample((total, size, page) =>
        {
            var chunks = Enumerable.Range(1, total).Reverse().Chunk(size).ToList();
            (int First, int Last)? expected = page < chunks.Count ? (chunks[page][^1], chunks[page][0]) : null;
            var request = new PageRequest(page, size);
            return request.PagesFor(total) == Math.Max(1, chunks.Count) && request.PositionsIn(total) == expected;
        });
}
