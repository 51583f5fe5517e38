using System.Text;
using ImapApi.Api.Binding;
using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Mime.Composing;
using MimeKit;

namespace ImapApi.Fuzzing.Targets;

/// <summary>What a caller sends, and what a stranger wrote that is answered: a message that passes the validator has the fields it should have and no other, and its lines are lines.</summary>
internal sealed class HeaderTarget : IFuzzTarget
{
    private const int LongestLine = 998;
    private const char Fields = '\u001E';
    private const char Halves = '\u001F';

    private static readonly OutgoingMessageValidator Validator = new();
    private static readonly MessageComposer Composer = new(new PartsComposer(new BodyComposer(messages: null!), TimeProvider.System), new RawComposer(TimeProvider.System));
    private static readonly Account Account = new(AccountId.Parse("fuzz"), "Fuzz", Imap: null, Smtp: null);
    private static readonly MessageId Original = new(new MailboxNumber(1), new Uid(1));

    public string Name => "headers";

    public IReadOnlyList<string> Samples =>
    [
        $"sHello{Fields}xHi\r\nthere{Fields}h X-Custom{Halves}some words{Fields}tBob{Halves}bob@example.org", $"s=?utf-8?q?a=0D=0A?={Fields}fJürgen{Halves}j@bücher.example{Fields}c{Halves}c@d.example{Fields}m<p>ü</p>{Fields}xü",
        $"i<a@b>{Fields}hReferences{Halves}<x@y> <z@w>{Fields}nä/b.txt{Halves}text/plain; charset=utf-8{Fields}xHi", $"wFrom: a@example.com\r\nTo: b@example.com\nSubject: x\r y\n\nbody\rmore\n.\n", $"oPlan\r\nBcc: x{Halves}<one@x>{Fields}q<two@y>{Fields}xok{Fields}p\"Evil\"{Halves}e@f.example",
        $"hX-Long{Halves}{new string('a', 200)} {new string('b', 300)}{Fields}b{Halves}x@y.example{Fields}r{Halves}\"q q\"@[127.0.0.1]",
    ];

    public IReadOnlyList<string> Words =>
    [
        $"{Fields}s", $"{Fields}f", $"{Fields}t", $"{Fields}c", $"{Fields}b", $"{Fields}r", $"{Fields}hX-A{Halves}", $"{Fields}x", $"{Fields}m", $"{Fields}i", $"{Fields}n", $"{Fields}w", $"{Fields}o", $"{Fields}q", $"{Fields}p", $"{Halves}", "a@b.example", "\r\n", "\n", "\r", "\0", "\u0085", "\u2028",
        "Bcc: x@y", "From: a@b.example\n", "To: c@d.example\n", "Message-ID: <a@b>\n", "Content-Type: multipart/mixed; boundary=x\n", "Subject", "Content-Type", "=?utf-8?B?DQpYOiAx?=", "=?", "?=", "?Q?", "ü", "🎉", "\t", "  ", ",", ";", ":", "<", ">", "(", ")", "\"", "\\", "\n.\n", "text/html", "; name=\"", "aaaaaaaaaaaaaaaaaaaaaaaa", "xn--", "。",
    ];

    public void Check(byte[] input)
    {
        var (message, reference) = Read(FuzzText.Of(input));
        if (!Validator.Validate(message).IsValid)
            return;
        ComposedMessage composed;
        try
        {
            composed = Immediate.Run(Composer.ComposeAsync(Account, message, reference, CancellationToken.None));
        }
        catch (ValidationFailedException)
        {
            // It is told which field.
            return;
        }

        using var copy = new MemoryStream();
        using (var source = composed.Source.OpenRead())
            source.CopyTo(copy);
        Immediate.Run(composed.Source.DisposeAsync().AsTask());
        var bytes = copy.ToArray();
        Lines(bytes, message.Raw is not null);
        foreach (var address in composed.Envelope.To.Append(composed.Envelope.From))
            Finding.Unless(address.Length == 0 || (FuzzText.IsHarmless(address) && MailAddress.IsValid(address)), $"an envelope has addresses: {address}");
        Finding.Unless(FuzzText.IsHarmless(composed.MessageId) && InternetMessageId.IsValid(composed.MessageId), $"a message has an id: {composed.MessageId}");
        copy.Position = 0;
        using var parsed = MimeMessage.Load(copy);
        if (message.Raw is null)
            FieldsOf(parsed, message, reference);
    }

    private static void Lines(byte[] bytes, bool isRaw)
    {
        Finding.Unless(!bytes.AsSpan().Contains((byte)0) && bytes.AsSpan().EndsWith("\r\n"u8), "a message holds no NUL, and ends with a line");
        var rest = bytes.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny((byte)'\r', (byte)'\n');
            Finding.Unless(end >= 0 && rest[end..].StartsWith("\r\n"u8), "every line ends in CRLF");
            Finding.Unless(isRaw || end <= LongestLine, $"a line is short: {end}, {Encoding.Latin1.GetString(rest[..Math.Clamp(end, 0, 20)])}");
            rest = rest[(end + 2)..];
        }
    }

    private static void FieldsOf(MimeMessage parsed, OutgoingMessage message, ReferencedMessage? reference)
    {
        var expected = new List<string> { "From", "Subject", "Date", "Message-ID", "MIME-Version" };
        expected.AddRange(message.Headers.Select(header => header.Name));
        string[] optional = ["Reply-To", "To", "Cc", "Bcc", "In-Reply-To", "References"];
        var ours = parsed.Headers.Select(header => header.Field).Where(field => !field.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var field in expected)
            Finding.Unless(ours.Remove(ours.Find(one => one.Equals(field, StringComparison.OrdinalIgnoreCase)) ?? ""), $"a message has its fields: {field}");
        Finding.Unless(ours.All(field => optional.Contains(field, StringComparer.OrdinalIgnoreCase)) && ours.Distinct(StringComparer.OrdinalIgnoreCase).Count() == ours.Count, $"a message has no other fields: {string.Join(' ', ours)}");
        foreach (var header in message.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() == 1 && group.Key.StartsWith("X-", StringComparison.OrdinalIgnoreCase)).Select(group => group.Single()))
            Same(parsed.Headers[header.Name] ?? "", header.Value, "a field says what it was given");
        if (message.Subject is { } subject)
            Same(parsed.Subject ?? "", subject, "a subject says what it was given");
        if (reference is null)
            Finding.UnlessEqual(parsed.To.Mailboxes.Count() + parsed.Cc.Mailboxes.Count() + parsed.Bcc.Mailboxes.Count(), message.To.Count + message.Cc.Count + message.Bcc.Count, "a message has the recipients it was given");
    }

    /// <summary>Folding may make one blank of several, and takes those at the ends.</summary>
    private static void Same(string actual, string given, string what) =>
        Finding.UnlessEqual(string.Concat(actual.Where(letter => letter is not (' ' or '\t'))), string.Concat(given.Where(letter => letter is not (' ' or '\t'))), what);

    private static (OutgoingMessage Message, ReferencedMessage? Reference) Read(string text)
    {
        var message = new OutgoingMessage { From = new EmailAddress("", "sender@example.com") };
        ReferencedMessage? reference = null;
        foreach (var field in text.Split(Fields).Where(field => field.Length > 0))
        {
            var (value, rest) = field[1..].Split(Halves, 2) is [var one, var other] ? (one, other) : (field[1..], "");
            message = field[0] switch
            {
                's' => message with { Subject = value },
                'f' => message with { From = new EmailAddress(value, rest) },
                't' => message with { To = [.. message.To, new EmailAddress(value, rest)] },
                'c' => message with { Cc = [.. message.Cc, new EmailAddress(value, rest)] },
                'b' => message with { Bcc = [.. message.Bcc, new EmailAddress(value, rest)] },
                'r' => message with { ReplyTo = [.. message.ReplyTo, new EmailAddress(value, rest)] },
                'h' => message with { Headers = [.. message.Headers, new HeaderField(value.Trim(), rest)] },
                'x' => message with { Text = value },
                'm' => message with { Html = value },
                'i' => message with { MessageId = value },
                'n' => message with { Attachments = [.. message.Attachments, new OutgoingAttachment(value, new MemoryContent("file"u8.ToArray()), Reference: null, rest.Length > 0 ? rest : null, IsInline: null, ContentId: null)] },
                'w' => message with { From = null, Raw = new MemoryContent(Encoding.UTF8.GetBytes(value)) },
                'p' => message with { To = [] },
                _ => message,
            };
            if (field[0] is 'o' or 'q' or 'p')
                reference = Answered(reference, field[0], value, rest);
        }

        if (reference is not null)
            message = message with { Reference = reference.Reference };
        return (message, reference);
    }

    /// <summary>What a stranger wrote.</summary>
    private static ReferencedMessage Answered(ReferencedMessage? before, char field, string value, string rest)
    {
        before ??= new ReferencedMessage(
            new MessageReference(Original, ReferenceAction.ReplyAll, Inline: true), new ThreadHeaders("<original@example.org>", [], []), "", DateTimeOffset.UnixEpoch, new EmailAddress("", "author@example.org"), [], [], [], new MessageText("first\r\n", Html: null, HasMore: false), []);
        return field switch
        {
            'o' => before with { Subject = value, Thread = before.Thread with { References = InternetMessageId.FindAll(rest) } },
            'q' => before with { Thread = before.Thread with { MessageId = InternetMessageId.IsValid(value) ? value : null }, Text = new MessageText(value, rest, HasMore: false) },
            _ => before with { From = new EmailAddress(value, rest), To = [.. before.To, new EmailAddress(rest, value)] },
        };
    }
}
