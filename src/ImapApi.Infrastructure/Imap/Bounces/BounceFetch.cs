using ImapApi.Domain.Bounces;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime.Bounces;

namespace ImapApi.Infrastructure.Imap.Bounces;

/// <summary>As much of a message as tells of a bounce, in one command; null for one that cannot be any.</summary>
internal static class BounceFetch
{
    public static async Task<Stream?> ReadAsync(ImapConnection connection, MessageOutline outline, CancellationToken cancellationToken)
    {
        if (!Bounce.MayBe(outline))
            return null;
        // A copy: the connection's buffers are its own, and this is understood elsewhere.
        await using var range = await BodyRange.ReadAsync(connection, outline.Uid, part: null, offset: 0, BounceReader.MaxBytes, cancellationToken);
        var bytes = new MemoryStream();
        await range.CopyToAsync(bytes, cancellationToken);
        bytes.Position = 0;
        return bytes;
    }
}
