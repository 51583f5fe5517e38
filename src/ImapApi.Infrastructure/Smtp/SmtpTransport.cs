using System.Diagnostics;
using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Application.Tracing;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Mime;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.IO;

namespace ImapApi.Infrastructure.Smtp;

/// <summary>Hands messages to submission servers by SMTP (RFC 6409): DATA, never BDAT, so that nothing counts as sent before its final dot.</summary>
internal sealed class SmtpTransport(SmtpConnector connector, SmtpPool pool, IOptions<SmtpOptions> options, TimeProvider time) : IMailTransport
{
    public async Task<SubmissionReceipt> SubmitAsync(Account account, ComposedMessage message, Func<CancellationToken, Task> committing, CancellationToken cancellationToken)
    {
        using var span = Spans.Source.StartActivity("smtp submit", ActivityKind.Client)?.SetTag(Spans.Account, account.Id.Value).SetTag("server.address", account.Smtp?.Host);
        try
        {
            return await HandOverAsync(account, message, committing, cancellationToken);
        }
        catch (Exception exception)
        {
            span.Fail(exception);
            throw;
        }
    }

    private async Task<SubmissionReceipt> HandOverAsync(Account account, ComposedMessage message, Func<CancellationToken, Task> committing, CancellationToken cancellationToken)
    {
        var endpoint = account.Smtp ?? throw new SmtpNotConfiguredException(account.Id);
        using var raw = await RawMessage.ReadAsync(message.Source, cancellationToken);
        raw.Message.Headers.RemoveAll(HeaderId.Bcc);
        raw.Message.Headers.RemoveAll(HeaderId.ResentBcc);
        using var place = await pool.EnterAsync(endpoint.Host, cancellationToken);
        if (pool.Take(account.Id, endpoint) is { } kept)
        {
            using var run = Run(kept, message, raw, committing, cancellationToken);
            if (await TrySendAsync(account, message, raw, kept, run, isKept: true) is { } receipt)
                return receipt;
            // It was closed while it was kept. Nothing was said to anybody.
        }

        var client = await OpenAsync(account, endpoint, cancellationToken);
        using var last = Run(client, message, raw, committing, cancellationToken);
        return (await TrySendAsync(account, message, raw, client, last, isKept: false))!;
    }

    private SubmissionRun Run(SubmissionClient client, ComposedMessage message, RawMessage raw, Func<CancellationToken, Task> committing, CancellationToken cancellationToken) =>
        new(client, message, raw, WireLength(raw), committing, options.Value, time, cancellationToken);

    private async Task<SubmissionClient> OpenAsync(Account account, ServerEndpoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            return await connector.OpenAsync(account.Id, endpoint, cancellationToken);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            throw SmtpErrors.NotConnected(exception, account, time.GetUtcNow());
        }
    }

    /// <returns>Null: a kept connection was found closed.</returns>
    private async Task<SubmissionReceipt?> TrySendAsync(Account account, ComposedMessage message, RawMessage raw, SubmissionClient client, SubmissionRun run, bool isKept)
    {
        var isDone = false;
        try
        {
            client.Conversation.Restart();
            Check(account, message, raw, client, run);
            await SendAsync(message, raw, client, run);
            isDone = true;
            return new SubmissionReceipt((client.Conversation.MarkedReply ?? client.Conversation.LastReply)!.ToString(), run.Rejected, client.Conversation.LastLines);
        }
        catch (Exception exception) when (exception is not SubmissionFailedException)
        {
            run.CommitFailure?.Throw();
            // The answer came, and then the connection broke or was not worth waiting for.
            if (run.IsCommitted && client.Conversation.MarkedReply is { Code: >= 200 and < 300 } accepted)
                return new SubmissionReceipt(accepted.ToString(), run.Rejected, client.Conversation.LastLines);
            if (isKept && run.Stage == SmtpStage.Sender && run.Refusal is null or { Code: 421 } && !run.Token.IsCancellationRequested)
                return null;
            if (exception is OperationCanceledException && run.IsAbandoned)
                throw;
            isDone = run.Refusal is not null && client.IsConnected;
            throw SmtpErrors.Failed(exception, account, run, client.Conversation);
        }
        finally
        {
            client.Run = null;
            if (isDone && !client.IsReduced)
                pool.Keep(account.Id, account.Smtp!, client);
            else
                client.Dispose();
        }
    }

    /// <summary>What the server said it cannot do is not tried.</summary>
    private static void Check(Account account, ComposedMessage message, RawMessage raw, SubmissionClient client, SubmissionRun run)
    {
        if (client.Capabilities.HasFlag(SmtpCapabilities.Size) && client.MaxSize > 0 && run.Length > client.MaxSize)
            throw SmtpErrors.TooLarge(account, run.Length, client.MaxSize, client.Conversation);
        if (!client.Capabilities.HasFlag(SmtpCapabilities.UTF8) && NeedsSmtpUtf8(message, raw))
            throw SmtpErrors.NotOffered(account, "SMTPUTF8", "an address or a header field goes beyond ASCII", client.Conversation);
        if (raw.HasEightBitBody && !client.Capabilities.HasFlag(SmtpCapabilities.EightBitMime))
            throw SmtpErrors.NotOffered(account, "8BITMIME", "the raw message is not 7-bit: encode its parts as quoted-printable or base64", client.Conversation);
    }

    private async Task SendAsync(ComposedMessage message, RawMessage raw, SubmissionClient client, SubmissionRun run)
    {
        client.Run = run;
        client.Timeout = options.Value.CommandTimeoutSeconds * 1000;
        client.DeliveryStatusNotificationType = message.Dsn?.ReturnFull switch
        {
            true => DeliveryStatusNotificationType.Full,
            false => DeliveryStatusNotificationType.HeadersOnly,
            null => DeliveryStatusNotificationType.Unspecified,
        };
        var format = FormatOptions.Default.Clone();
        // Declares SMTPUTF8; the fields are written as they are.
        format.International = raw.HasEightBitHeader;
        if (!NeedsSmtpUtf8(message, raw) && Paths(message).Any(path => path.Contains("xn--", StringComparison.OrdinalIgnoreCase)))
            client.WriteAscii();
        await client.SendAsync(format, raw.Message, Mailbox(message.Envelope.From), message.Envelope.To.Select(Mailbox), run.Token, null);
    }

    private static MailboxAddress Mailbox(string address) => new("", address);

    private static bool NeedsSmtpUtf8(ComposedMessage message, RawMessage raw) => raw.HasEightBitHeader || Paths(message).Any(MailAddress.NeedsSmtpUtf8);

    private static IEnumerable<string> Paths(ComposedMessage message) => message.Envelope.To.Append(message.Envelope.From);

    private static long WireLength(RawMessage raw)
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var header = new MeasuringStream();
        raw.Message.WriteTo(format, header, headersOnly: true);
        return header.Length + raw.BodyLength;
    }
}
