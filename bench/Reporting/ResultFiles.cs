using System.Text.Encodings.Web;
using System.Text.Json;
using ImapApi.Bench.Servers;

namespace ImapApi.Bench.Reporting;

/// <summary>The raw results, one file for each scenario: a later run of one scenario leaves the others as they were measured.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task WriteAsync(ScenarioResult result)
    {
        Directory.CreateDirectory(Repository.Results);
        await File.WriteAllTextAsync(PathOf(result.Scenario), JsonSerializer.Serialize(result, Format) + "\n");
    }

    public static async Task<ScenarioResult?> ReadAsync(string scenario) =>
        File.Exists(PathOf(scenario)) ? JsonSerializer.Deserialize<ScenarioResult>(await File.ReadAllTextAsync(PathOf(scenario)), Format) : null;

    private static string PathOf(string scenario) => Path.Combine(Repository.Results, $"{scenario}.json");
}
