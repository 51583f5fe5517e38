using System.Collections.Concurrent;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;

namespace ImapApi.TestKit.Outbox;

/// <summary>A submission server that is a test's own: it notes what is handed to it, and does with it what the test says.</summary>
internal sealed class ScriptedTransport : IMailTransport
{
    public static SubmissionReceipt Accepted { get; } = new("250 2.0.0 Ok: queued as 4F2Kd", [], ["C: DATA", "S: 250 2.0.0 Ok: queued as 4F2Kd"]);

    /// <summary>The Message-IDs of all attempts, in order.</summary>
    public ConcurrentQueue<string> Attempts { get; } = new();

    /// <summary>The messages whose end was written: the server has them, whatever it answers.</summary>
    public ConcurrentQueue<string> Committed { get; } = new();

    public ConcurrentQueue<byte[]> Contents { get; } = new();

    public Pulse Pulse { get; } = new();

    /// <summary>Before the message's end is written.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>The server's answer to the whole message.</summary>
    public Func<Task<SubmissionReceipt>> Answer { get; set; } = () => Task.FromResult(Accepted);

    public static SubmissionFailedException Failure(SubmissionCertainty certainty, SmtpStage stage = SmtpStage.Recipients) => certainty switch
    {
        SubmissionCertainty.Permanent => Failure("MailServerRejected", certainty, stage, new SmtpReply(550, "5.1.1", "no such user")),
        SubmissionCertainty.Temporary => Failure("SMTPUnavailable", certainty, stage, new SmtpReply(451, "4.3.0", "try again later")),
        _ => Failure("SubmissionUnknown", certainty, SmtpStage.Commit, reply: null),
    };

    public async Task<SubmissionReceipt> SubmitAsync(Account account, ComposedMessage message, Func<CancellationToken, Task> committing, CancellationToken cancellationToken)
    {
        Attempts.Enqueue(message.MessageId);
        Pulse.Beat();
        using (var content = new MemoryStream())
        {
            await using var source = message.Source.OpenRead();
            await source.CopyToAsync(content, cancellationToken);
            Contents.Enqueue(content.ToArray());
        }

        await Before(cancellationToken).WaitAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        await committing(CancellationToken.None);
        Committed.Enqueue(message.MessageId);
        Pulse.Beat();
        return await Answer();
    }

    private static SubmissionFailedException Failure(string code, SubmissionCertainty certainty, SmtpStage stage, SmtpReply? reply) =>
        new(code, $"The server said {reply}.", certainty, stage, reply, [], reply is null ? ["C: ."] : ["C: RCPT TO:<bob@example.com>", $"S: {reply}"]);
}
