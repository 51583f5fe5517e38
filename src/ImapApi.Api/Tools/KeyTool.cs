using ImapApi.Application.Tools;

namespace ImapApi.Api.Tools;

internal static class KeyTool
{
    public static async Task RotateAsync(IServiceProvider services, TextWriter output)
    {
        var rotated = await services.GetRequiredService<ISecretRotation>().RotateAsync(CancellationToken.None);
        await output.WriteLineAsync(
            $"{rotated.Documents} stored documents were encrypted with the new key. "
            + (rotated.OldKeysDropped ? "The old key is gone." : "The old key still decrypts until every server has been started again."));
    }
}
