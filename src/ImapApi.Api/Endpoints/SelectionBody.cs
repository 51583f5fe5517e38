using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Endpoints;

/// <summary>Which messages a body names, and where they go.</summary>
internal static class SelectionBody
{
    public static MessageSelection ToSelection(this MessageSelectionRequest request, RequestInput input) =>
        new(request.Search?.ToSearch(input), request.Ids is { } ids ? ReadIds(ids, input) : null, request.All == true);

    public static MailboxPath ReadDestination(this RequestInput input, string? path)
    {
        if (MailboxPath.TryParse(path, out var destination))
            return destination;
        if (path is not null)
            input.Refuse("path", $"has 1 to {MailboxPath.MaxLength} printable characters.");
        return MailboxPath.Inbox;
    }

    private static List<MessageId> ReadIds(IReadOnlyList<string> texts, RequestInput input)
    {
        var ids = new List<MessageId>(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (MessageId.TryParse(texts[i], out var id))
                ids.Add(id);
            else
                input.Refuse($"ids.{i}", "is not an id that this API gives out.");
        }

        return ids;
    }
}
