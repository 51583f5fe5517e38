using System.Text;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>The fields that a message gets from us, as they must stand: what MimeKit would parse and write anew is written by ourselves.</summary>
internal static class ComposedHeader
{
    /// <summary>A field of addresses.</summary>
    /// <param name="list">What the message has of it; MimeKit writes the field when that is filled.</param>
    public static void Add(MimeMessage message, HeaderId field, InternetAddressList list, IReadOnlyList<EmailAddress> addresses)
    {
        if (!addresses.Any(address => LiteralWords.MustBeEncoded(address.Name, isFolded: false)))
        {
            list.AddRange(addresses.Select(Mailbox));
            return;
        }

        // MimeKit would quote such a name, and many programs decode what is quoted too.
        var header = new Header(field, "");
        header.SetRawValue(Encoding.UTF8.GetBytes($" {string.Join(",\r\n ", addresses.Select(address => $"{LiteralWords.Encode(address.Name)}\r\n <{WireOf(address)}>"))}\r\n"));
        message.Headers.Add(header);
    }

    /// <summary>A field of message ids, one to a line (RFC 5322 §2.2.3): no id is ever torn.</summary>
    public static Header Ids(HeaderId field, IEnumerable<string> ids)
    {
        var header = new Header(field, "");
        header.SetRawValue(Encoding.ASCII.GetBytes(string.Concat(ids.Select(id => $" {id}\r\n"))));
        return header;
    }

    public static void Thread(HeaderList headers, ThreadHeaders original, ReferenceAction action)
    {
        if (ReplyThreading.InReplyTo(original, action) is { } parent)
            headers.Add(Ids(HeaderId.InReplyTo, [parent]));
        if (ReplyThreading.References(original) is { Count: > 0 } chain)
            headers.Add(Ids(HeaderId.References, chain));
    }

    /// <summary>The addresses for a wire, none twice, in their order.</summary>
    public static IReadOnlyList<string> Recipients(IEnumerable<string> addresses) =>
        [.. addresses.Select(address => MailAddress.ToWire(address)!).DistinctBy(address => address.ToLowerInvariant())];

    public static SmtpEnvelope ToWire(SmtpEnvelope envelope) =>
        new(envelope.From.Length == 0 ? "" : MailAddress.ToWire(envelope.From)!, Recipients(envelope.To));

    private static MailboxAddress Mailbox(EmailAddress address) => new(Encoding.UTF8, address.Name, WireOf(address));

    private static string WireOf(EmailAddress address) => MailAddress.ToWire(address.Address) ?? address.Address;
}
