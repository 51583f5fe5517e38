using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImapApi.Infrastructure.Imap.Guard;

namespace ImapApi.Infrastructure.Storage.Logs;

/// <summary>A protocol log line as JSON: <c>{"t","proto","cid","src","msg"}</c>, one on a line.</summary>
internal static class ProtocolLogFormat
{
    /// <summary>Lines are cut by the guard long before; this bounds what is stored whoever writes.</summary>
    private const int LongestText = 16 * 1024;

    // Quotes, backslashes and control characters are escaped all the same; the file is no HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] ToBytes(ProtocolLogLine line)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("t", line.Time.UtcDateTime);
            json.WriteString("proto", line.Protocol);
            json.WriteNumber("cid", line.Connection);
            json.WriteString("src", line.Source);
            json.WriteString("msg", line.Text.Length <= LongestText ? line.Text : $"{line.Text.AsSpan(0, LongestText)}… ({line.Text.Length} characters)");
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
