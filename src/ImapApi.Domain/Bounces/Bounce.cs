using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Bounces;

/// <summary>A message that tells of another one's fate: of failure, or of delay. Whoever can write mail can write one; nothing here is proven.</summary>
/// <param name="Recipients">At most <see cref="MaxRecipients"/>.</param>
/// <param name="ReportingMta">The system that reports.</param>
public sealed record Bounce(IReadOnlyList<BouncedRecipient> Recipients, string? ReportingMta, BouncedMessage Original)
{
    public const int MaxRecipients = 100;

    private static readonly string[] Daemons = ["mailer-daemon", "mailerdaemon", "mail-daemon", "mailer_daemon", "postmaster"];

    /// <summary>For one recipient at least there is no more hope.</summary>
    public bool IsFailure => Recipients.Any(recipient => recipient.Action == DeliveryAction.Failed);

    /// <summary>Whether a message is worth a look: it has a delivery report in it, or comes from a mail system itself, as bounces of the old kind do.</summary>
    public static bool MayBe(MessageOutline outline) => HasReport(outline) || IsDaemon(outline.From);

    private static bool HasReport(MessageOutline outline) =>
        outline.Leaves.Any(leaf => leaf.ContentType is "message/delivery-status" or "message/global-delivery-status");

    private static bool IsDaemon(EmailAddress? from) =>
        from is not null && Daemons.Contains(from.Address.Split('@')[0], StringComparer.OrdinalIgnoreCase);
}
