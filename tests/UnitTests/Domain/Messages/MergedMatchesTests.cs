using System.Buffers.Text;
using CsCheck;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class MergedMatchesTests
{
    private const uint Search = 7;

    private static readonly Gen<MergedPlace> Places =
        Gen.Select(Gen.Long[0, 40], Gen.UInt[1, 3], Gen.UInt[1, 30]).Select((received, mailbox, uid) => new MergedPlace(received, new MailboxNumber(mailbox), uid));

    [Fact]
    public void Every_cursor_survives_its_spelling() =>
        Gen.Select(Gen.Bool, Gen.Long, Gen.UInt, Gen.UInt, Gen.UInt).Select((older, received, mailbox, uid, search) =>
                new MergedCursor(older ? PageDirection.Older : PageDirection.Newer, new MergedPlace(received, new MailboxNumber(mailbox), uid), search))
            .Sample(cursor => MergedCursor.TryParse(cursor.ToString(), out var parsed) && parsed == cursor && !PageCursor.TryParse(cursor.ToString(), out _));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void What_is_not_a_cursor_is_refused(int at, byte value)
    {
        var bytes = Base64Url.DecodeFromChars(Cursor(PageDirection.Older, 5).ToString());
        MergedCursor.TryParse(Base64Url.EncodeToString(bytes), out _).ShouldBeTrue();

        bytes[at] = value;

        MergedCursor.TryParse(Base64Url.EncodeToString(bytes), out _).ShouldBeFalse();
        MergedCursor.TryParse(new string('!', 30), out _).ShouldBeFalse();
        MergedCursor.TryParse("Ag", out _).ShouldBeFalse();
        MergedCursor.TryParse(null, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_page_says_its_number_and_whether_there_are_others()
    {
        var matches = Matches(1, 2, 3, 4, 5);

        Shown(matches.Take(new PageRequest(0, 2), null)).ShouldBe(("5 4", 0, true, false));
        Shown(matches.Take(new PageRequest(1, 2), null)).ShouldBe(("3 2", 1, true, true));
        Shown(matches.Take(new PageRequest(2, 2), null)).ShouldBe(("1", 2, false, true));
        Shown(matches.Take(new PageRequest(9, 2), null)).ShouldBe(("", 9, false, false));
        Shown(matches.Take(new PageRequest(0, 2), Cursor(PageDirection.Older, 4))).ShouldBe(("3 2", 1, true, true));
        Shown(matches.Take(new PageRequest(0, 2), Cursor(PageDirection.Older, 3))).ShouldBe(("2 1", 1, false, true));
        Shown(matches.Take(new PageRequest(0, 2), Cursor(PageDirection.Newer, 3))).ShouldBe(("5 4", 0, true, false));
        Shown(matches.Take(new PageRequest(0, 2), Cursor(PageDirection.Newer, 1))).ShouldBe(("3 2", 1, true, true));
        Shown(Matches().Take(new PageRequest(0, 2), Cursor(PageDirection.Newer, 1))).ShouldBe(("", 0, false, false));
    }

    [Fact]
    public void Beyond_either_end_there_is_a_way_back_that_leaves_nothing_out()
    {
        var matches = Matches(1, 2, 3);

        var (older, _, none, back) = matches.Take(new PageRequest(0, 2), Cursor(PageDirection.Older, 1));
        (older.Count, none).ShouldBe((0, null));
        Shown(matches.Take(new PageRequest(0, 2), Read(back))).ShouldBe(("2 1", 0, false, true));

        (var newer, _, back, none) = matches.Take(new PageRequest(0, 2), Cursor(PageDirection.Newer, 3));
        (newer.Count, none).ShouldBe((0, null));
        Shown(matches.Take(new PageRequest(0, 2), Read(back))).ShouldBe(("3 2", 0, true, false));
    }

    [Fact]
    public void Numbered_pages_are_the_list_cut_in_pieces() =>
        Gen.Select(Places.Array[0, 40], Gen.Int[1, 9]).Sample((places, size) =>
        {
            var all = places.Distinct().ToArray();
            var matches = new MergedMatches(all, Search);
            var pages = Enumerable.Range(0, new PageRequest(0, size).PagesFor(all.Length) + 1).SelectMany(page => matches.Take(new PageRequest(page, size), null).Places);
            return pages.SequenceEqual(all.Order(MergedPlace.OldestFirst).Reverse());
        });

    [Fact]
    public void Cursors_neither_repeat_nor_hide_what_stays_while_others_come_and_go() =>
        Gen.Select(Places.Array[0, 40], Places.Array[0, 60], Gen.Int[1, 9], Gen.Int).Sample((first, others, size, seed) =>
        {
            var random = new Random(seed);
            var staying = first.Distinct().ToArray();
            var (down, up) = (new List<MergedPlace>(), new List<MergedPlace>());
            var (places, _, next, previous) = Now().Take(new PageRequest(0, size), null);
            down.AddRange(places);
            while (next is not null)
            {
                (places, _, next, previous) = Now().Take(new PageRequest(0, size), Read(next));
                down.AddRange(places);
            }

            var from = places.Count == 0 ? (MergedPlace?)null : places[0];
            while (previous is not null)
            {
                (places, _, _, previous) = Now().Take(new PageRequest(0, size), Read(previous));
                up.AddRange(places.Reverse());
            }

            return IsSorted(down.AsEnumerable().Reverse()) && IsSorted(up)
                && staying.All(down.Contains)
                && staying.Where(place => from is { } last && MergedPlace.OldestFirst.Compare(place, last) > 0).All(up.Contains);

            MergedMatches Now() => new(staying.Concat(others.Where(_ => random.Next(2) == 0)).Distinct(), Search);
        });

    private static MergedMatches Matches(params long[] received) => new(received.Select(Place), Search);

    private static MergedPlace Place(long received) => new(received, new MailboxNumber(1), 1);

    private static MergedCursor Cursor(PageDirection direction, long received) => new(direction, Place(received), Search);

    private static (string Received, int Number, bool HasNext, bool HasPrevious) Shown((IReadOnlyList<MergedPlace> Places, int Number, string? Next, string? Previous) page) =>
        (string.Join(' ', page.Places.Select(place => place.Received)), page.Number, page.Next is not null, page.Previous is not null);

    private static MergedCursor Read(string? text) => MergedCursor.TryParse(text, out var cursor) ? cursor : throw new FormatException(text);

    private static bool IsSorted(IEnumerable<MergedPlace> places) => places.Zip(places.Skip(1)).All(pair => MergedPlace.OldestFirst.Compare(pair.First, pair.Second) < 0);
}
