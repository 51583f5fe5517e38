using System.Runtime.ExceptionServices;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Mime;
using MailKit;

namespace ImapApi.Infrastructure.Smtp;

/// <summary>One message on its way through one connection: how far it came, who refused what, and until when it may be given up.</summary>
internal sealed class SubmissionRun : IDisposable
{
    /// <summary>After a refusal the connection is only made ready for the next message: nobody waits long for that.</summary>
    private static readonly TimeSpan ResetPatience = TimeSpan.FromSeconds(5);

    private readonly Func<CancellationToken, Task> _committing;
    private readonly SubmissionClient _client;
    private readonly SmtpOptions _options;
    private readonly CancellationTokenSource _giveUp;
    private readonly CancellationTokenRegistration _caller;
    private readonly CancellationToken _callersToken;
    private readonly List<RecipientRefusal> _rejected = [];
    private readonly DeliveryStatusRequest? _dsn;

    /// <param name="length">In bytes, as it goes onto the wire.</param>
    public SubmissionRun(SubmissionClient client, ComposedMessage message, RawMessage raw, long length, Func<CancellationToken, Task> committing, SmtpOptions options, TimeProvider time, CancellationToken caller)
    {
        (_client, _committing, _options, _dsn, Length, _callersToken) = (client, committing, options, message.Dsn, length, caller);
        _giveUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _giveUp);
        raw.Body.Written = CommitAsync;
        client.Conversation.Advanced = BePatient;
        BePatient();
    }

    public long Length { get; }

    /// <summary>
    /// Until the end of the message the caller gives up, and whoever waits too long for an answer, however slowly that comes, or for a piece of the message to
    /// be taken; then only whoever waits too long.
    /// </summary>
    public CancellationToken Token => _giveUp.Token;

    public SmtpStage Stage { get; private set; } = SmtpStage.Sender;

    /// <summary>From here on only a clear answer says whether the message was sent.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>The caller gave up in time.</summary>
    public bool IsAbandoned => !IsCommitted && _callersToken.IsCancellationRequested;

    /// <summary>What the caller's own step threw.</summary>
    public ExceptionDispatchInfo? CommitFailure { get; private set; }

    /// <summary>The answer that ended it.</summary>
    public SmtpReply? Refusal { get; private set; }

    public IReadOnlyList<RecipientRefusal> Rejected => _rejected;

    public string? EnvelopeId => _dsn?.EnvelopeId;

    public DeliveryStatusNotification? Notifications => _dsn?.Notify switch
    {
        null or DeliveryEvents.Unspecified => null,
        DeliveryEvents.Never => DeliveryStatusNotification.Never,
        var events => (events.Value.HasFlag(DeliveryEvents.Success) ? DeliveryStatusNotification.Success : DeliveryStatusNotification.Never)
            | (events.Value.HasFlag(DeliveryEvents.Failure) ? DeliveryStatusNotification.Failure : DeliveryStatusNotification.Never)
            | (events.Value.HasFlag(DeliveryEvents.Delay) ? DeliveryStatusNotification.Delay : DeliveryStatusNotification.Never),
    };

    public void SenderAccepted() => Stage = SmtpStage.Recipients;

    public void Refused(SmtpReply reply)
    {
        Refusal = reply;
        Wait(ResetPatience);
    }

    public void RecipientRefused(string address, SmtpReply reply) => _rejected.Add(new RecipientRefusal(address, reply));

    /// <summary>One that may be taken later is reason enough to try again.</summary>
    public void AllRecipientsRefused() => Refused((_rejected.Find(refusal => !refusal.Reply.IsPermanent) ?? _rejected[0]).Reply);

    public void Dispose()
    {
        _client.Conversation.Advanced = null;
        _caller.Dispose();
        _giveUp.Dispose();
    }

    private async Task CommitAsync(CancellationToken cancellationToken)
    {
        Stage = SmtpStage.Content;
        await _caller.DisposeAsync();
        // The step before the end is ours: the server does not keep us waiting meanwhile.
        Wait(Timeout.InfiniteTimeSpan);
        ThrowIfOver();
        try
        {
            await _committing(CancellationToken.None);
        }
        catch (Exception exception)
        {
            CommitFailure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }

        ThrowIfOver();
        (Stage, IsCommitted) = (SmtpStage.Commit, true);
        _client.Conversation.Mark();
        var patience = TimeSpan.FromSeconds(_options.AnswerTimeoutSeconds);
        _client.Timeout = (int)patience.TotalMilliseconds;
        Wait(patience);
    }

    /// <summary>A server that has gone before the end was written cannot have the message.</summary>
    private void ThrowIfOver()
    {
        _giveUp.Token.ThrowIfCancellationRequested();
        if (_client.HasEnded)
            throw new IOException("The server ended the connection within the message.");
    }

    /// <summary>It goes on: the wait for what comes next begins.</summary>
    private void BePatient()
    {
        if (Stage == SmtpStage.Recipients && _client.Conversation.IsInContent)
            Stage = SmtpStage.Content;
        if (!IsCommitted && Refusal is null)
            Wait(TimeSpan.FromSeconds(_options.CommandTimeoutSeconds));
    }

    private void Wait(TimeSpan most) => _giveUp.CancelAfter(most);
}
