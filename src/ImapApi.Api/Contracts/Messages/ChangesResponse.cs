using System.ComponentModel;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>Describes what <see cref="MessageJson"/> writes.</summary>
[Description("What changed in a mailbox since the token was given out.")]
internal sealed record ChangesResponse
{
    [Description("New messages, newest first.")]
    public required IReadOnlyList<MessageEntryResponse> Added { get; init; }

    [Description("Messages whose flags or labels may have changed, as they are now.")]
    public required IReadOnlyList<MarkedMessageResponse> Updated { get; init; }

    [Description("Messages that are gone; some of them the caller may never have seen.")]
    public required IReadOnlyList<RemovedMessageResponse> Removed { get; init; }

    [Description("What to send as since the next time.")]
    public required string Token { get; init; }

    [Description("True when there is more to tell: ask again at once.")]
    public bool? HasMore { get; init; }

    [Description("A message and how it is marked now.")]
    internal sealed record MarkedMessageResponse
    {
        [Description("The message's id.")]
        public required string Id { get; init; }

        [Description("Its UID.")]
        public required long Uid { get; init; }

        [Description("All flags and keywords.")]
        public required IReadOnlyList<string> Flags { get; init; }

        [Description("Gmail's labels.")]
        public IReadOnlyList<string>? Labels { get; init; }
    }

    [Description("A message that is gone.")]
    internal sealed record RemovedMessageResponse
    {
        [Description("The message's id.")]
        public required string Id { get; init; }

        [Description("Its UID.")]
        public required long Uid { get; init; }
    }
}
