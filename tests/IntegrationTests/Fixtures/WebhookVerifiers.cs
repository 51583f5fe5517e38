using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Two verifiers of Standard Webhooks that others wrote, <c>tests/webhook-verifiers</c>, run by Node.</summary>
public static class WebhookVerifiers
{
    private static readonly string Script = typeof(WebhookVerifiers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "WebhookVerifiers").Value!;

    /// <returns>What each says, line by line.</returns>
    public static async Task<string[]> AskAsync(string secret, SunkWebhook webhook)
    {
        var start = new ProcessStartInfo("node", [Script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new { secret, headers = webhook.Headers, body = webhook.Body }));
        node.StandardInput.Close();
        var (output, errors) = (await node.StandardOutput.ReadToEndAsync(), await node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
