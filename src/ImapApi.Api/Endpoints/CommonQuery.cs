using ImapApi.Api.Binding;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Endpoints;

/// <summary>Query keys that several resources know.</summary>
internal static class CommonQuery
{
    public static QueryParameter<int> Page { get; } = Query.Number("page", 0, "Which page; pages count from 0.");

    public static QueryParameter<int> PageSize { get; } = Query.Number("pageSize", PageRequest.DefaultSize, $"Entries per page, 1 to {PageRequest.MaxSize}.");

    /// <summary>Of a listing of messages.</summary>
    public static QueryParameter<PageCursor> Cursor { get; } = new(
        "cursor",
        "string",
        null,
        "nextPageCursor or prevPageCursor of an earlier answer, instead of page: messages that arrive or go meanwhile are neither repeated nor hidden.",
        PageCursor.TryParse,
        "is a cursor that an earlier page gave.");

    public static QueryParameter<bool> Preview { get; } =
        Query.Flag("preview", $"Add the beginning of the text, up to {MessagePreview.MaxLength} characters in one line.") with { Default = false };

    public static PageRequest ReadMessagePage(this RequestInput input) => input.ReadPreviewedPage() with { Cursor = input.ReadCursor(Cursor) };

    public static PageRequest ReadPreviewedPage(this RequestInput input) => input.ReadPage() with { WithPreviews = input.Get(Preview, standard: false) };

    public static T? ReadCursor<T>(this RequestInput input, QueryParameter<T> parameter) where T : struct
    {
        if (!input.TryGet(parameter, out var cursor))
            return null;
        if (input.TryGet(Page, out _))
            input.Refuse(Page.Name, "is given by the cursor; leave it out.");
        return cursor;
    }

    public static PageRequest ReadPage(this RequestInput input) => new(input.Get(Page, 0), input.Get(PageSize, PageRequest.DefaultSize));
}
