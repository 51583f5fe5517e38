using CsCheck;
using ImapApi.Domain.Submissions;

namespace ImapApi.UnitTests.Domain.Submissions;

public sealed class ReplyThreadingTests
{
    [Fact]
    public void The_originals_own_id_comes_last_after_its_references()
    {
        ReplyThreading.References(new ThreadHeaders("<c@x>", ["<b@x>"], ["<a@x>", "<b@x>"])).ShouldBe(["<a@x>", "<b@x>", "<c@x>"]);
        ReplyThreading.References(new ThreadHeaders("<c@x>", ["<b@x>"], [])).ShouldBe(["<b@x>", "<c@x>"]);
        ReplyThreading.References(new ThreadHeaders("<c@x>", ["<a@x>", "<b@x>"], [])).ShouldBe(["<c@x>"]);
        ReplyThreading.References(new ThreadHeaders("<c@x>", [], ["<c@x>", "<a@x>", "<a@x>"])).ShouldBe(["<a@x>", "<c@x>"]);
    }

    [Fact]
    public void An_original_without_an_id_cannot_be_referred_to()
    {
        var original = new ThreadHeaders(null, ["<a@x>"], ["<a@x>"]);

        ReplyThreading.References(original).ShouldBeEmpty();
        ReplyThreading.InReplyTo(original, ReferenceAction.Reply).ShouldBeNull();
    }

    [Fact]
    public void A_forward_answers_nobody()
    {
        var original = new ThreadHeaders("<a@x>", [], []);

        ReplyThreading.InReplyTo(original, ReferenceAction.Forward).ShouldBeNull();
        ReplyThreading.InReplyTo(original, ReferenceAction.ReplyAll).ShouldBe("<a@x>");
    }

    [Fact]
    public void A_conversation_of_any_depth_keeps_its_first_and_last_ids() => Gen.Int[1, 60].Sample(depth =>
    {
        var headers = new ThreadHeaders("<0@x>", [], []);
        for (var i = 1; i <= depth; i++)
            headers = new ThreadHeaders($"<{i}@x>", [headers.MessageId!], ReplyThreading.References(headers));

        var references = headers.References;
        references.Count.ShouldBe(Math.Min(depth, ReplyThreading.MaxReferences));
        references[0].ShouldBe("<0@x>");
        references.Skip(1).ShouldBe(Enumerable.Range(0, depth).Skip(1).TakeLast(ReplyThreading.MaxReferences - 1).Select(i => $"<{i}@x>"));
    });

    [Fact]
    public void Ids_are_found_in_garbled_headers() =>
        InternetMessageId.FindAll("<a@x>,<b@x> (comment) \"phrase\" <c@x> <broken <d@x> <no-at> <e @x>").ShouldBe(["<a@x>", "<b@x>", "<c@x>", "<d@x>"]);
}
