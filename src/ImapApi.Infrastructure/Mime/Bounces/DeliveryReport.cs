using ImapApi.Domain.Bounces;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Imap.Mapping;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Bounces;

/// <summary>A report of delivery as RFC 3464 has it: a group of fields about the message, then one for each recipient.</summary>
internal static class DeliveryReport
{
    public static Bounce? Read(MessageDeliveryStatus report, IReadOnlyList<MimeEntity> parts, HeaderList headers)
    {
        var groups = report.StatusGroups;
        BouncedRecipient[] recipients = [.. groups.Select(Recipient).OfType<BouncedRecipient>().Take(Bounce.MaxRecipients)];
        if (!recipients.Any(recipient => recipient.Action is DeliveryAction.Failed or DeliveryAction.Delayed))
            return null;
        var original = ReturnedMessage.Read(parts);
        // Exchange answers to what it refuses, whether or not it returns it.
        var id = original.InternetMessageId ?? (HeaderText.First(headers, HeaderId.InReplyTo) is { } answered && InternetMessageId.FindAll(answered) is [var first, ..] ? first : null);
        return new Bounce(recipients, Named(groups, "Reporting-MTA"), original with { InternetMessageId = id, EnvelopeId = Field(groups, "Original-Envelope-Id") });
    }

    private static BouncedRecipient? Recipient(HeaderList group)
    {
        var (final, original) = (Address(Text(group, "Final-Recipient")), Address(Text(group, "Original-Recipient")));
        if ((final ?? original) is not { } address)
            return null;
        var status = BounceText.Status(Text(group, "Status"));
        return new BouncedRecipient(
            address,
            Action(Text(group, "Action"), status),
            status,
            BounceText.Short(Untyped(Text(group, "Diagnostic-Code"))),
            BounceText.Short(Untyped(Text(group, "Remote-MTA"))),
            original is not null && !string.Equals(original, address, StringComparison.OrdinalIgnoreCase) ? original : null);
    }

    private static DeliveryAction Action(string? word, string? status) => word?.Split(' ', '(', ';')[0].ToLowerInvariant() switch
    {
        "failed" or "failure" => DeliveryAction.Failed,
        "delayed" => DeliveryAction.Delayed,
        "delivered" => DeliveryAction.Delivered,
        "relayed" => DeliveryAction.Relayed,
        "expanded" => DeliveryAction.Expanded,
        // It has to be there, and is not everywhere.
        _ => status?[0] switch
        {
            '4' => DeliveryAction.Delayed,
            '2' => DeliveryAction.Delivered,
            _ => DeliveryAction.Failed,
        },
    };

    private static string? Named(HeaderListCollection groups, string field) => BounceText.Short(Untyped(Field(groups, field)));

    private static string? Field(HeaderListCollection groups, string field) => groups.Select(group => Text(group, field)).FirstOrDefault(text => text is not null);

    private static string? Text(HeaderList group, string field) =>
        group.FirstOrDefault(header => header.Field.Equals(field, StringComparison.OrdinalIgnoreCase)) is { } found ? BounceText.Short(HeaderText.Decode(found)) : null;

    /// <summary><c>rfc822; bob@example.com</c>: what follows the type.</summary>
    private static string? Untyped(string? value)
    {
        var semicolon = value?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        return value is not null && semicolon is > 0 and < 20 ? value[(semicolon + 1)..] : value;
    }

    /// <summary>One that was cut off has neither a type nor an @.</summary>
    private static string? Address(string? value) =>
        value?.AsSpan().ContainsAny(';', '@') == true ? BounceText.Short(Untyped(value)?.Trim(' ', '\t', '<', '>')) : null;
}
