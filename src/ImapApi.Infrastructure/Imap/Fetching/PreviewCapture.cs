using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Html;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// The previews of one FETCH: the server's own (RFC 8970), else the beginnings of texts that MailKit fetches in as few commands as there are part numbers.
/// They are decoded here, as all text is: MailKit sees no text in HTML without a body element, and tears the last character.
/// </summary>
internal sealed class PreviewCapture
{
    private readonly PoolingImapClient _client;
    private readonly Dictionary<uint, (string Section, MemoryStream Bytes)> _beginnings = [];

    private PreviewCapture(PoolingImapClient client)
    {
        _client = client;
        _client.Capture = this;
    }

    public static PreviewCapture Begin(ImapConnection connection) => new(connection.Client);

    public void End() => _client.Capture = null;

    /// <summary>Where MailKit puts the beginning of a text. What it does with the stream afterwards does not matter.</summary>
    public Stream Open(uint uid, string section, int length)
    {
        var bytes = new MemoryStream(length);
        _beginnings[uid] = (section, bytes);
        return bytes;
    }

    /// <returns>Empty: the message has no text; null: the server would not say.</returns>
    public string? Of(IMessageSummary row, MessageOutline outline)
    {
        if (_beginnings.TryGetValue(row.UniqueId.Id, out var beginning) && outline.Leaves.FirstOrDefault(leaf => IsAt(leaf, beginning.Section)) is { } leaf)
            return MessagePreview.Clean(Decode(leaf, beginning.Bytes.ToArray()));
        return row.PreviewText is { } text ? MessagePreview.Clean(text) : null;
    }

    /// <summary>The only part of a message is its text.</summary>
    private static bool IsAt(BodyLeaf leaf, string section) => leaf.Part.Value == section || (section is "TEXT" or "" && leaf.Part == PartNumber.One);

    private static string Decode(BodyLeaf leaf, byte[] encoded)
    {
        var isComplete = encoded.Length >= leaf.EncodedSize;
        var decoded = encoded;
        if (TransferEncodings.Decoder(leaf.TransferEncoding) is { } decoder)
        {
            var room = new byte[decoder.EstimateOutputLength(encoded.Length) + 4];
            decoded = room[..decoder.Decode(encoded, 0, encoded.Length, room)];
        }

        var text = TextDecoding.Decode(decoded, leaf, isComplete);
        return leaf.ContentType == "text/html" ? HtmlWords.Read(text) : text;
    }
}
