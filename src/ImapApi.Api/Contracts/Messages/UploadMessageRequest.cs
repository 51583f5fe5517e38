using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Submissions;
using ImapApi.Application.Messages;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Api.Contracts.Messages;

[Description("A message to store: of parts, a draft for example, or as a whole in raw.")]
internal sealed record UploadMessageRequest : MessageContentRequest
{
    [Required, Description(@"The mailbox's path, or its special use (\Drafts).")]
    public string? Path { get; init; }

    [Description(@"The flags it has from the start: \Seen, \Answered, \Flagged, \Deleted, \Draft, and keywords.")]
    public IReadOnlyList<string>? Flags { get; init; }

    [Description("When the mailbox shall say it was received, to the second; absent: now.")]
    public DateTimeOffset? InternalDate { get; init; }

    public UploadMessage ToCommand(AccountId account, BodyContents contents, RequestInput input)
    {
        var message = ToContent(contents, input);
        if (!MailboxPath.TryParse(Path, out var path))
            input.Refuse("path", $"has 1 to {MailboxPath.MaxLength} printable characters.");
        return new UploadMessage(account, path ?? MailboxPath.Inbox, message, Flags ?? [], InternalDate);
    }
}
