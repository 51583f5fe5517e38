using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.UnitTests.Domain.Submissions;

public sealed class ReplyRecipientsTests
{
    private const string Self = "me@example.com";

    private static readonly EmailAddress Author = new("Author", "author@example.org");
    private static readonly EmailAddress List = new("List", "list@example.org");
    private static readonly EmailAddress Me = new("Me", "ME@example.com");

    [Fact]
    public void A_reply_goes_to_the_author() => ReplyRecipients.Reply(Author, [], [Me, List], Self).ShouldBe([Author]);

    [Fact]
    public void A_reply_goes_where_the_author_wants_it() => ReplyRecipients.Reply(Author, [List, List], [Me], Self).ShouldBe([List]);

    [Fact]
    public void A_reply_to_ones_own_message_goes_to_whom_it_was_written()
    {
        ReplyRecipients.Reply(Me, [], [List, Me, Author], Self).ShouldBe([List, Author]);
        ReplyRecipients.Reply(Me, [], [Me], Self).ShouldBe([Me]);
        ReplyRecipients.Reply(Author, [Me, List], [Author], Self).ShouldBe([Me, List]);
    }

    [Fact]
    public void Nobody_answers_nobody() => ReplyRecipients.Reply(from: null, [], [List], Self).ShouldBeEmpty();

    [Fact]
    public void All_others_are_those_who_had_it_once_each() =>
        ReplyRecipients.All([Author], [Me, List, new EmailAddress("", "AUTHOR@example.org")], [List, new EmailAddress("Nobody", ""), new EmailAddress("Third", "third@example.org")], Self)
            .ShouldBe([List, new EmailAddress("Third", "third@example.org")]);
}
