using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A webhook as it was received.</summary>
/// <param name="Headers">Names in lower case.</param>
public sealed record SunkWebhook(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string EventId => Headers["webhook-id"];
}
