using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Storage;
using Microsoft.Win32.SafeHandles;

namespace ImapApi.IntegrationTests.Storage;

/// <summary>The process that is killed: several writers, each telling every batch that it knows to be applied.</summary>
internal static class StoreWriter
{
    public const string Argument = "--write-to-store";
    public const int Writers = 6;
    public const int Refused = 3;

    public static async Task<int> RunAsync(string dataDirectory)
    {
        using var stdout = new SafeFileHandle(1, ownsHandle: false);
        await using var output = new StreamWriter(new FileStream(stdout, FileAccess.Write, bufferSize: 0)) { AutoFlush = true };
        using var turn = new SemaphoreSlim(1);
        try
        {
            await using var host = await StorageHost.StartAsync(dataDirectory);
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(host.Get<IStore>(), writer, output, turn)));
            return 0;
        }
        catch (StartupException exception)
        {
            await output.WriteLineAsync(exception.Message);
            return Refused;
        }
    }

    private static async Task WriteAsync(IStore store, int writer, StreamWriter output, SemaphoreSlim turn)
    {
        var batches = new NumberedBatches(store, writer);
        for (var number = await batches.CheckAsync() + 1; ; number++)
        {
            await batches.WriteAsync(number);
            await turn.WaitAsync();
            await output.WriteLineAsync($"{writer} {number}");
            turn.Release();
        }
    }
}
