using System.ComponentModel;
using ImapApi.Api.Contracts.Mailboxes;
using ImapApi.Application.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("What came of trying the servers that were given.")]
internal sealed record VerifyAccountResponse(
    [property: Description("The IMAP server's verdict.")] VerifyAccountResponse.Verdict? Imap,
    [property: Description("The SMTP server's verdict.")] VerifyAccountResponse.Verdict? Smtp)
{
    public static VerifyAccountResponse From(AccountVerdict verdict) => new(Verdict.From(verdict.Imap), Verdict.From(verdict.Smtp));

    [Description("Whether the log-in worked, and if not, why.")]
    internal sealed record Verdict(
        [property: Description("Whether the log-in worked.")] bool Success,
        [property: Description("What went wrong, in a sentence.")] string? Error,
        [property: Description("The same as a stable machine word.")] string? Code,
        [property: Description("The mailboxes of the IMAP server, INBOX first, when they were asked for.")] IReadOnlyList<MailboxListResponse.MailboxResponse>? Mailboxes)
    {
        public static Verdict? From(ServerVerdict? verdict) => verdict is null
            ? null
            : new Verdict(verdict.Success, verdict.Error?.Message, verdict.Error?.Code, verdict.Mailboxes is { } mailboxes ? MailboxListResponse.From(mailboxes).Mailboxes : null);
    }
}
