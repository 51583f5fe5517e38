using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>An event as it came over the stream.</summary>
/// <param name="Id">The position after it.</param>
public sealed record StreamedEvent(string Id, string Type, JsonElement Data);
