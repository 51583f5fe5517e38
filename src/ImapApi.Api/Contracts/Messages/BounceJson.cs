using System.Text.Json;
using ImapApi.Domain.Bounces;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>What <see cref="BounceResponse"/> describes, into an object that was begun.</summary>
internal static class BounceJson
{
    public static void Write(Utf8JsonWriter writer, Bounce bounce)
    {
        writer.WriteStartArray("recipients");
        foreach (var recipient in bounce.Recipients)
        {
            writer.WriteStartObject();
            writer.WriteString("address", recipient.Address);
            WriteOptional(writer, "originalAddress", recipient.OriginalAddress);
            writer.WriteString("action", JsonNamingPolicy.CamelCase.ConvertName(recipient.Action.ToString()));
            WriteOptional(writer, "status", recipient.Status);
            WriteOptional(writer, "diagnostic", recipient.Diagnostic);
            WriteOptional(writer, "remoteMta", recipient.RemoteMta);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteOptional(writer, "reportingMta", bounce.ReportingMta);
        writer.WriteStartObject("original");
        WriteOptional(writer, "messageId", bounce.Original.InternetMessageId);
        WriteOptional(writer, "subject", bounce.Original.Subject);
        WriteOptional(writer, "envelopeId", bounce.Original.EnvelopeId);
        WriteOptional(writer, "queueId", bounce.Original.Queue?.ToString());
        WriteOptional(writer, "id", bounce.Original.Copy?.ToString());
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
