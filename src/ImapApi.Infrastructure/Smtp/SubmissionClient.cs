using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace ImapApi.Infrastructure.Smtp;

/// <summary>MailKit's client for messages that are written as they are: nothing is re-encoded or measured, and a refused recipient does not stop the others.</summary>
/// <param name="socket">What it is connected by.</param>
internal sealed class SubmissionClient(SmtpConversation conversation, SmtpGuard guard, Socket socket) : SmtpClient(guard)
{
    public SmtpConversation Conversation { get; } = conversation;

    /// <summary>The message that is being sent.</summary>
    public SubmissionRun? Run { get; set; }

    /// <summary>The server has closed, and has said nothing more that could still be read.</summary>
    public bool HasEnded
    {
        get
        {
            try
            {
                return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return true;
            }
        }
    }

    /// <summary>It cannot take every message any more: see <see cref="WriteAscii"/>.</summary>
    public bool IsReduced { get; private set; }

    /// <summary>
    /// Has MailKit write international domains in their ASCII form. It reads them as international ones in any form, and would declare SMTPUTF8 for them;
    /// not for a server that does not offer it.
    /// </summary>
    public void WriteAscii()
    {
        IsReduced = Capabilities.HasFlag(SmtpCapabilities.UTF8);
        Capabilities &= ~SmtpCapabilities.UTF8;
    }

    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
        // It was composed for every wire.
    }

    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) => Task.FromResult(Run!.Length);

    protected override string? GetEnvelopeId(MimeMessage message) => Run!.EnvelopeId;

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) => Run!.Notifications;

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Run!.SenderAccepted();

    protected override void OnSenderNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        Run!.Refused(SmtpReplies.Create((int)response.StatusCode, response.Response));
        base.OnSenderNotAccepted(message, mailbox, response);
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        Run!.RecipientRefused(mailbox.Address, SmtpReplies.Create((int)response.StatusCode, response.Response));

    protected override void OnNoRecipientsAccepted(MimeMessage message) => Run!.AllRecipientsRefused();
}
