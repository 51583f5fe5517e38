using System.Text;
using ImapApi.Infrastructure.Imap.Guard;

namespace ImapApi.UnitTests.Infrastructure.Imap.Guard;

public sealed class LineClassifierTests
{
    [Theory]
    [InlineData("* OK ready", LineKind.Status, 4)]
    [InlineData("* NO [ALERT] x", LineKind.Status, 4)]
    [InlineData("* BAD x", LineKind.Status, 5)]
    [InlineData("* BYE x", LineKind.Status, 5)]
    [InlineData("* PREAUTH x", LineKind.Status, 9)]
    [InlineData("A1 OK done", LineKind.Status, 5)]
    [InlineData("*OK x", LineKind.Status, 3)]
    [InlineData("* 5 OK x", LineKind.Status, 6)]
    [InlineData("* [ALERT] x", LineKind.Status, 2)]
    [InlineData("* 5 [ALERT] x", LineKind.Status, 4)]
    [InlineData("+ idling", LineKind.Continuation, 1)]
    [InlineData("+idling", LineKind.Continuation, 7)]
    [InlineData("* 1 FETCH (", LineKind.Fetch, 9)]
    [InlineData("*\t1\r FETCH (", LineKind.Fetch, 10)]
    [InlineData("* 1 FETCH", LineKind.Fetch, 9)]
    [InlineData("* 1 fetch (", LineKind.Data, 9)]
    [InlineData("A1 1 FETCH (", LineKind.Data, 4)]
    [InlineData("A1 FETCH (", LineKind.Data, 8)]
    [InlineData("* SEARCH 1", LineKind.Search, 8)]
    [InlineData("* SORT 1", LineKind.Search, 6)]
    [InlineData("* THREAD (1)", LineKind.Search, 8)]
    [InlineData("* ESEARCH (TAG", LineKind.Search, 9)]
    [InlineData("* VANISHED 1", LineKind.Search, 10)]
    [InlineData("* LIST () ", LineKind.Mailbox, 6)]
    [InlineData("* LSUB () ", LineKind.Mailbox, 6)]
    [InlineData("* XLIST () ", LineKind.Mailbox, 7)]
    [InlineData("* 5 EXISTS", LineKind.Data, 10)]
    [InlineData("* 5x FETCH", LineKind.Data, 4)]
    [InlineData("* (OK", LineKind.Data, 2)]
    [InlineData("", LineKind.Data, 0)]
    [InlineData("*", LineKind.Data, 1)]
    internal void The_first_words_tell_what_a_line_is(string line, LineKind kind, int rest)
    {
        LineClassifier.Classify(Encoding.ASCII.GetBytes(line), out var end).ShouldBe(kind);
        end.ShouldBe(rest);
        LineClassifier.ClassifyPlain(Encoding.ASCII.GetBytes(line)).ShouldBe(kind);
    }

    [Theory]
    [InlineData("* ok x")]
    [InlineData("* No x")]
    [InlineData("A1 bad x")]
    [InlineData("* Bye x")]
    [InlineData("* preauth x")]
    public void What_the_parser_might_take_for_a_status_is_refused_only_where_something_depends_on_it(string line)
    {
        Should.Throw<ServerMisbehavedException>(() => LineClassifier.Classify(Encoding.ASCII.GetBytes(line), out _)).Message.ShouldContain("lower-case");
        LineClassifier.ClassifyPlain(Encoding.ASCII.GetBytes(line)).ShouldBe(LineKind.Status);
    }

    [Fact]
    public void A_line_that_hides_its_first_words_behind_blanks_is_refused()
    {
        var line = Encoding.ASCII.GetBytes("*" + new string(' ', LineClassifier.PrefixLength - 1));
        Should.Throw<ServerMisbehavedException>(() => LineClassifier.Classify(line, out _)).Message.ShouldContain("blanks");
        LineClassifier.ClassifyPlain(line).ShouldBe(LineKind.Data);
        LineClassifier.Classify(line.AsSpan(1), out _).ShouldBe(LineKind.Data);
    }
}
