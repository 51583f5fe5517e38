using CsCheck;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class ThreadGroupingTests
{
    [Fact]
    public void An_answer_belongs_to_what_it_refers_to() =>
        Group(Message(1, "a"), Message(2, "b"), Message(3, "c", "a"), Message(4, "d", "a", "c")).ShouldBe(["1,3,4", "2"]);

    [Fact]
    public void Answers_to_a_message_that_is_not_there_belong_together() =>
        Group(Message(1, "a", "gone"), Message(2, "b"), Message(3, "c", "gone")).ShouldBe(["1,3", "2"]);

    [Fact]
    public void What_arrives_before_the_message_it_answers_finds_it() =>
        Group(Message(1, "c", "a", "b"), Message(2, "a"), Message(3, "b", "a")).ShouldBe(["1,2,3"]);

    [Fact]
    public void A_message_without_an_id_stands_alone() => Group(Message(1, null), Message(2, null)).ShouldBe(["1", "2"]);

    [Fact]
    public void Two_copies_of_a_message_belong_together() => Group(Message(1, "a"), Message(2, "a")).ShouldBe(["1,2"]);

    [Fact]
    public void An_answer_that_refers_to_nothing_belongs_to_the_latest_of_its_subject()
    {
        Group(
            new ThreadableMessage(1, "a", [], "Lunch", IsReply: false),
            new ThreadableMessage(2, "b", [], "Lunch", IsReply: false),
            new ThreadableMessage(3, "c", [], "lunch", IsReply: true),
            new ThreadableMessage(4, "d", ["other"], "Lunch", IsReply: true),
            new ThreadableMessage(5, "e", [], "", IsReply: true),
            new ThreadableMessage(6, "f", [], "", IsReply: true)).ShouldBe(["1", "2,3", "4", "5", "6"]);
    }

    [Fact]
    public void Every_message_is_in_one_group_and_references_never_leave_it()
    {
        var messages = Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20].Array[0, 3]).Array[0, 40]
            .Select(list => list.Select((message, i) => Message((uint)i + 1, $"{message.Item1}", [.. message.Item2.Select(id => $"{id}")])).ToArray());
        messages.Sample(all =>
        {
            var groups = ThreadGrouping.Group(all);
            var groupOf = groups.SelectMany((group, number) => group.Select(uid => (uid, number))).ToDictionary(pair => pair.uid, pair => pair.number);
            return groups.SelectMany(group => group).Order().SequenceEqual(all.Select(message => message.Uid))
                && groups.All(group => group.SequenceEqual(group.Order()))
                && all.All(one => all.All(other => !one.References.Contains(other.InternetMessageId) || groupOf[one.Uid] == groupOf[other.Uid]));
        });
    }

    private static ThreadableMessage Message(uint uid, string? id, params string[] references) => new(uid, id, references, $"Subject {uid}", IsReply: false);

    private static string[] Group(params ThreadableMessage[] messages) => [.. ThreadGrouping.Group(messages).Select(group => string.Join(',', group))];
}
