using System.ComponentModel;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Api.Contracts.Mailboxes;

[Description("All mailboxes of an account, INBOX first.")]
internal sealed record MailboxListResponse([property: Description("The mailboxes.")] IReadOnlyList<MailboxListResponse.MailboxResponse> Mailboxes)
{
    public static MailboxListResponse From(IReadOnlyList<Mailbox> mailboxes) => new([.. mailboxes.Select(MailboxResponse.From)]);

    [Description("A mailbox.")]
    internal sealed record MailboxResponse
    {
        [Description("The full name, with its hierarchy.")]
        public required string Path { get; init; }

        [Description("What separates the names in a path; absent in a flat name space.")]
        public string? Delimiter { get; init; }

        [Description("The path of the mailbox that this one is in.")]
        public string? ParentPath { get; init; }

        [Description("The last name of the path.")]
        public required string Name { get; init; }

        [Description("False for a mailbox that is only subscribed to.")]
        public required bool Listed { get; init; }

        [Description("Whether the user subscribed to it.")]
        public required bool Subscribed { get; init; }

        [Description(@"Its role: \Inbox, \All, \Archive, \Drafts, \Flagged, \Important, \Junk, \Sent or \Trash.")]
        public string? SpecialUse { get; init; }

        [Description("How the role is known: extension (the server said so) or name (guessed from a well-known name).")]
        public string? SpecialUseSource { get; init; }

        [Description("True when it holds other mailboxes, but no messages.")]
        public bool? NoSelect { get; init; }

        [Description("How many messages there are.")]
        public required int Messages { get; init; }

        [Description("The UID that the next message will get.")]
        public required long UidNext { get; init; }

        [Description("Live counters, with counters=true.")]
        public StatusResponse? Status { get; init; }

        public static MailboxResponse From(Mailbox mailbox) => new()
        {
            Path = mailbox.Path.Value,
            Delimiter = mailbox.Delimiter,
            ParentPath = mailbox.ParentPath,
            Name = mailbox.Name,
            Listed = mailbox.Listed,
            Subscribed = mailbox.Subscribed,
            SpecialUse = mailbox.SpecialUse?.ToAttribute(),
            SpecialUseSource = mailbox.SpecialUseSource switch
            {
                Domain.Mailboxes.SpecialUseSource.Extension => "extension",
                Domain.Mailboxes.SpecialUseSource.Name => "name",
                _ => null,
            },
            NoSelect = mailbox.NoSelect ? true : null,
            Messages = mailbox.Messages,
            UidNext = mailbox.UidNext,
            Status = mailbox.Status is { } status ? new StatusResponse(status.Messages, status.Unseen) : null,
        };
    }

    [Description("Live counters of a mailbox.")]
    internal sealed record StatusResponse(
        [property: Description("How many messages there are.")] int Messages,
        [property: Description("How many of them are not read yet.")] int Unseen);
}
