using ImapApi.Domain.Bounces;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Bounces;

/// <summary>Understands reports of delivery (RFC 3464), and the bounces of systems that write none, where their form leaves no doubt.</summary>
internal static class BounceReader
{
    /// <summary>Bytes of a message that are looked at: the report comes first, then the header of what bounced.</summary>
    public const int MaxBytes = 256 * 1024;

    private const int MostParts = 100;

    /// <param name="source">The message, or its beginning.</param>
    /// <returns>Null: it tells of no failure and no delay.</returns>
    public static Bounce? Read(Stream source)
    {
        try
        {
            using var message = MimeMessage.Load(source);
            return Read(message);
        }
#pragma warning disable CA1031 // Whatever a stranger's message makes the parser throw, it is no bounce then.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static Bounce? Read(MimeMessage message)
    {
        var parts = Parts(message.Body).Take(MostParts).ToList();
        if (parts.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } report)
            return DeliveryReport.Read(report, parts, message.Headers);
        if (parts.OfType<TextPart>().FirstOrDefault(part => part.IsPlain) is not { } plain)
            return null;
        var text = plain.Text.ReplaceLineEndings("\n");
        return EximBounce.Read(message.Headers, text) ?? QmailBounce.Read(text) ?? ExchangeBounce.Read(text);
    }

    /// <summary>In their order; an attached message is one part, and what is in it none.</summary>
    private static IEnumerable<MimeEntity> Parts(MimeEntity? root)
    {
        var open = new Stack<MimeEntity>();
        if (root is not null)
            open.Push(root);
        while (open.TryPop(out var part))
        {
            if (part is not Multipart multipart)
            {
                yield return part;
                continue;
            }

            for (var i = multipart.Count - 1; i >= 0; i--)
                open.Push(multipart[i]);
        }
    }
}
