using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.MailServers;
using ImapApi.Infrastructure.Mime;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Submissions;

/// <summary>Each effect is an operation at the account's worker; one that fails does not keep the other from being tried.</summary>
internal sealed partial class AfterEffects(IAccountWorkers workers, ILogger<AfterEffects> logger) : IAfterSubmission
{
    public async Task<AfterSubmission> CompleteAsync(Account account, MessageReference? reference, IMessageSource? message, CancellationToken cancellationToken)
    {
        if (account.Imap is null)
            return AfterSubmission.Nothing;
        var failures = new List<Failure>();
        var flag = reference is null ? null : await TryAsync(account, failures, "The original was not marked", () => MarkAsync(account.Id, reference, cancellationToken));
        var copy = message is null ? null : await TryAsync(account, failures, "No copy was filed in the Sent mailbox", () => FileAsync(account, message, cancellationToken));
        return new AfterSubmission(flag, copy?.Path, copy?.Id, [.. failures.Select(failure => failure.Text)], failures.Any(failure => failure.MayPass));
    }

    private async Task<string?> MarkAsync(AccountId account, MessageReference reference, CancellationToken cancellationToken)
    {
        var flag = reference.Action == ReferenceAction.Forward ? Flag.Forwarded : Flag.Answered;
        return await workers.RunAsync(account, new Mark(reference.Message, flag), cancellationToken) ? flag : null;
    }

    private async Task<UploadedMessage?> FileAsync(Account account, IMessageSource message, CancellationToken cancellationToken)
    {
        if (account.Smtp is { } smtp && SentCopyPolicy.ServerFilesIt(smtp.Host, isGmail: false))
            return null;
        using var raw = await RawMessage.ReadAsync(message, cancellationToken);
        return await workers.RunAsync(account.Id, new AppendSent(raw), cancellationToken);
    }

    private async Task<T?> TryAsync<T>(Account account, List<Failure> failures, string what, Func<Task<T?>> effect)
        where T : class
    {
        try
        {
            return await effect();
        }
#pragma warning disable CA1031 // The mail has left: nothing that fails now may look as if it had not.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var mayPass = MailServerErrors.MayPass(exception);
            if (mayPass)
                LogNotYet(logger, account.Id, what, exception.Message);
            else
                LogFailed(logger, exception, account.Id, what);
            failures.Add(new Failure($"{what}: {exception.Message}", mayPass));
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of account {Account} was sent, but: {What}")]
    private static partial void LogFailed(ILogger logger, Exception exception, AccountId account, string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "A message of account {Account} was sent. {What} yet: {Reason}")]
    private static partial void LogNotYet(ILogger logger, AccountId account, string what, string reason);

    private readonly record struct Failure(string Text, bool MayPass);
}
