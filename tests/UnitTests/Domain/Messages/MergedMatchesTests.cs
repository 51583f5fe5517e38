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

    private static MergedCursor Read(string? text) => MergedCursor.TryParse(text, out var cursor) ? cursor : throw new FormatException(text);

    private static bool IsSorted(IEnumerable<MergedPlace> places) => places.Zip(places.Skip(1)).All(pair => MergedPlace.OldestFirst.Compare(pair.First, pair.Second) < 0);
}
