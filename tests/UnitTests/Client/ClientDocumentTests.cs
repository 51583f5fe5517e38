using System.Text.Json;
using System.Text.Json.Nodes;
using ImapApi.TestKit;
using ImapApi.UnitTests.Api;

namespace ImapApi.UnitTests.Client;

/// <summary>The client is generated from a copy of the served document.</summary>
public sealed class ClientDocumentTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_client_is_generated_from_the_document_that_is_served()
    {
        var copy = Path.Combine(Checkout.Root, "clients", "ImapApi.Client", "openapi.json");
        await using var server = await ApiServer.StartAsync();
        var served = (await server.AskAsync("GET", "/openapi/v1.json")).Body.AsObject();
        served.Remove("servers");

        // After a change of the API: UPDATE_CLIENT=1 ./test.sh unit
        if (Environment.GetEnvironmentVariable("UPDATE_CLIENT") is { Length: > 0 })
            await File.WriteAllTextAsync(copy, served.ToJsonString(Indented) + "\n", TestContext.Current.CancellationToken);
        var copied = JsonNode.Parse(await File.ReadAllTextAsync(copy, TestContext.Current.CancellationToken));

        JsonNode.DeepEquals(copied, served).ShouldBeTrue($"{copy} is stale: run UPDATE_CLIENT=1 ./test.sh unit and commit it.");
    }
}
