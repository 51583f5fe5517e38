using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Short ways into an answer.</summary>
public static class JsonReading
{
    extension(JsonElement element)
    {
        /// <summary>The member, which has to be there.</summary>
        public JsonElement At(string name) => element.TryGetProperty(name, out var value)
            ? value
            : throw new KeyNotFoundException($"No '{name}' in {element.GetRawText()}");

        public bool Has(string name) => element.TryGetProperty(name, out _);

        public string[] Names => [.. element.EnumerateObject().Select(member => member.Name)];

        public string Text(string name) => element.At(name).GetString()!;

        public string? TextOrNull(string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

        public int Number(string name) => element.At(name).GetInt32();

        public bool Truth(string name) => element.At(name).GetBoolean();

        public JsonElement[] Items(string name) => [.. element.At(name).EnumerateArray()];

        public string[] Texts(string name) => [.. element.At(name).EnumerateArray().Select(item => item.GetString()!)];
    }
}
