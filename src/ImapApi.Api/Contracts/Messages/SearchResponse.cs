using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

[Description("A page of what a search found, newest first.")]
internal sealed record SearchResponse
{
    [Description("Matches of the search.")]
    public required int Total { get; init; }

    [Description("This page; pages count from 0.")]
    public required int Page { get; init; }

    [Description("How many pages there are; no match makes one.")]
    public required int Pages { get; init; }

    [Description("The cursor of the next page, of older messages; left out when there are none.")]
    public string? NextPageCursor { get; init; }

    [Description("The cursor of the page before, of newer messages; left out when there are none.")]
    public string? PrevPageCursor { get; init; }

    [Description("Mailboxes that are listed and could not be opened, in a search of all mailboxes.")]
    public IReadOnlyList<string>? Unsearched { get; init; }

    [Description("The messages of this page.")]
    public required IReadOnlyList<FoundMessageResponse> Messages { get; init; }
}
