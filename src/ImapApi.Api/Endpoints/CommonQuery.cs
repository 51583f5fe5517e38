using ImapApi.Api.Binding;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Endpoints;

/// <summary>Query keys that several resources know.</summary>
internal static class CommonQuery
{
    public static QueryParameter<int> Page { get; } = Query.Number("page", 0, "Which page; pages count from 0.");

    public static QueryParameter<int> PageSize { get; } = Query.Number("pageSize", PageRequest.DefaultSize, $"Entries per page, 1 to {PageRequest.MaxSize}.");

    public static PageRequest ReadPage(this RequestInput input) => new(input.Get(Page, 0), input.Get(PageSize, PageRequest.DefaultSize));
}
