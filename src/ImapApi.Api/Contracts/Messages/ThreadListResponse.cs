using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>Describes what <see cref="MessageJson"/> writes.</summary>
[Description("A page of conversations, the one with the newest message first.")]
internal sealed record ThreadListResponse
{
    [Description("Conversations among the messages that were looked at.")]
    public required int Total { get; init; }

    [Description("This page; pages count from 0.")]
    public required int Page { get; init; }

    [Description("How many pages there are.")]
    public required int Pages { get; init; }

    [Description("Who says what belongs together: serverIds (OBJECTID, Gmail), serverReferences (THREAD=REFERENCES), or headers (References, In-Reply-To and subjects, compared here).")]
    public required string Source { get; init; }

    [Description("How many of the newest messages were looked at.")]
    public required int Considered { get; init; }

    [Description("Whether those are all messages of the mailbox.")]
    public required bool Complete { get; init; }

    [Description("The conversations of this page.")]
    public required IReadOnlyList<ThreadResponse> Threads { get; init; }

    [Description("A conversation.")]
    internal sealed record ThreadResponse
    {
        [Description("The mail server's id for it, else the id of its oldest message.")]
        public required string ThreadId { get; init; }

        [Description("How many messages it has.")]
        public required int Count { get; init; }

        [Description("How many of them are not read yet.")]
        public required int UnseenCount { get; init; }

        [Description("The ids of its messages, newest first.")]
        public required IReadOnlyList<string> Ids { get; init; }

        [Description("Its newest message.")]
        public required MessageEntryResponse Latest { get; init; }
    }
}
