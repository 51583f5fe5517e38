using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.MailServers;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace ImapApi.Infrastructure.Smtp;

/// <summary>Says what a failed submission means: whether the message may have been sent, whether the same may succeed later, and the server's own words.</summary>
internal static class SmtpErrors
{
    /// <summary>The connection could not be opened, or the log-in was refused.</summary>
    public static SubmissionFailedException NotConnected(Exception exception, Account account, DateTimeOffset now)
    {
        var endpoint = account.Smtp!;
        var error = MailServerErrors.Describe(exception, endpoint.Host, endpoint.Port, now);
        var isLogin = error.Code is "AuthenticationFailed" or "AuthServerFailed" or "MechanismNotOffered" || exception.InnerException is AuthenticationException;
        var code = error.Code is "AuthenticationFailed" or "AuthServerFailed" ? error.Code : error.Code == "ConnectTimeout" ? "Timeout" : "SMTPUnavailable";
        return new SubmissionFailedException(
            code, $"The SMTP server of account '{account.Id}' cannot be used: {error.Message}", SubmissionCertainty.Temporary,
            isLogin ? SmtpStage.Authenticate : SmtpStage.Connect, Reply(exception) ?? Words(error.ServerResponse), [], [], exception);
    }

    public static SubmissionFailedException Failed(Exception exception, Account account, SubmissionRun run, SmtpConversation conversation)
    {
        var isUnsure = run.IsCommitted && conversation.MarkedReply is not { IsRefusal: true };
        var reply = run.IsCommitted ? conversation.MarkedReply : run.Refusal ?? Reply(exception) ?? (conversation.LastReply is { IsRefusal: true } last ? last : null);
        var stage = run.Stage == SmtpStage.Recipients && exception is SmtpCommandException { ErrorCode: SmtpErrorCode.UnexpectedStatusCode } ? SmtpStage.Content : run.Stage;
        var (code, certainty, message) = (isUnsure, reply) switch
        {
            (true, _) => ("SubmissionUnknown", SubmissionCertainty.Unknown,
                "took the whole message and then gave no clear answer: it may have been sent. Look for it in the Sent mailbox or ask a recipient before you send it again."),
            (_, { Code: 530 or 535 }) => ("AuthenticationFailed", SubmissionCertainty.Temporary, $"wants a log-in first: {reply}"),
            (_, { IsPermanent: true }) when SmtpReplies.IsTooLarge(reply) => ("TooLarge", SubmissionCertainty.Permanent, $"does not take a message of {run.Length} bytes: {reply}"),
            (_, { IsPermanent: true }) => ("MailServerRejected", SubmissionCertainty.Permanent, $"refused the message: {reply}"),
            (_, { IsTemporary: true }) => ("SMTPUnavailable", SubmissionCertainty.Temporary, $"does not take the message now: {reply}"),
            _ when exception is OperationCanceledException or TimeoutException => ("Timeout", SubmissionCertainty.Temporary, "did not answer in time; the message was not sent."),
            (_, { } odd) => ("SMTPUnavailable", SubmissionCertainty.Temporary, $"answered what does not belong there, and the message was not sent: {odd}"),
            _ when exception is ServerMisbehavedException => ("SMTPUnavailable", SubmissionCertainty.Temporary, $"does not speak SMTP, and the message was not sent: {exception.Message}"),
            _ => ("SMTPUnavailable", SubmissionCertainty.Temporary, $"closed the connection before it had the message, which was not sent: {exception.Message}"),
        };
        return new SubmissionFailedException(code, $"The SMTP server of account '{account.Id}' {message}", certainty, stage, reply, run.Rejected, conversation.LastLines, exception);
    }

    /// <summary>What EHLO tells before anything is sent.</summary>
    public static SubmissionFailedException TooLarge(Account account, long length, uint limit, SmtpConversation conversation) =>
        new("TooLarge", $"The SMTP server of account '{account.Id}' takes messages of at most {limit} bytes; this one has {length}.", SubmissionCertainty.Permanent, SmtpStage.Connect, null, [], conversation.LastLines);

    public static SubmissionFailedException NotOffered(Account account, string extension, string why, SmtpConversation conversation) =>
        new("MailServerRejected", $"The SMTP server of account '{account.Id}' does not offer {extension}, and {why}.", SubmissionCertainty.Permanent, SmtpStage.Connect, null, [], conversation.LastLines);

    private static SmtpReply? Reply(Exception? exception) => exception switch
    {
        SmtpCommandException refused => SmtpReplies.Create((int)refused.StatusCode, refused.Message),
        AuthenticationException { InnerException: SmtpCommandException inner } => Reply(inner),
        ServiceNotAuthenticatedException unknown => SmtpReplies.Create(530, unknown.Message),
        _ => null,
    };

    private static SmtpReply? Words(string? serverResponse) =>
        serverResponse is { Length: > 4 } && int.TryParse(serverResponse.AsSpan(0, 3), out var code) && code is >= 400 and < 600 ? SmtpReplies.Create(code, serverResponse[4..]) : null;
}
