using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>Ids in answers about many messages; a list that would be empty is left out.</summary>
internal static class BulkIds
{
    public static IReadOnlyList<string>? OrNull(IReadOnlyList<MessageId> ids) => ids.Count == 0 ? null : [.. ids.Select(id => id.ToString())];

    /// <summary>Pairs of the old id and the new one.</summary>
    public static IReadOnlyList<IReadOnlyList<string>>? Map(IReadOnlyList<MovedMessage> moved)
    {
        IReadOnlyList<string>[] pairs = [.. moved.Where(message => message.To is not null).Select(IReadOnlyList<string> (message) => [message.From.ToString(), message.To.ToString()!])];
        return pairs.Length == 0 ? null : pairs;
    }
}
