using System.ComponentModel;
using ImapApi.Application.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("A page of the outbox, the newest message first.")]
internal sealed record OutboxListResponse(
    [property: Description("How many messages match.")] int Total,
    [property: Description("This page; pages count from 0.")] int Page,
    [property: Description("How many pages there are.")] int Pages,
    [property: Description("The messages of this page.")] IReadOnlyList<OutboxEntryResponse> Messages)
{
    public static OutboxListResponse From(OutboxPage page) => new(page.Total, page.Page, page.Pages, [.. page.Entries.Select(OutboxEntryResponse.From)]);
}
