using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("A page of messages, newest first.")]
internal sealed record MessageListResponse
{
    [Description("Messages in the mailbox, or matches of the search.")]
    public required int Total { get; init; }

    [Description("This page; pages count from 0.")]
    public required int Page { get; init; }

    [Description("How many pages there are; an empty mailbox has one.")]
    public required int Pages { get; init; }

    [Description("The cursor of the next page, of older messages; left out when there are none.")]
    public string? NextPageCursor { get; init; }

    [Description("The cursor of the page before, of newer messages; left out when there are none.")]
    public string? PrevPageCursor { get; init; }

    [Description("The messages of this page.")]
    public required IReadOnlyList<MessageEntryResponse> Messages { get; init; }
}
