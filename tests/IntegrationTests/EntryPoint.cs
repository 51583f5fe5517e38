using ImapApi.IntegrationTests.Storage;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace ImapApi.IntegrationTests;

/// <summary>
/// What the test framework would generate, and one thing more: with <see cref="StoreWriter.Argument"/> and a data directory the same executable is a
/// process that writes to a store until it is killed. So no test needs a program of its own to kill.
/// </summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) => args switch
    {
        [StoreWriter.Argument, var dataDirectory] => StoreWriter.RunAsync(dataDirectory),
        _ when args.Any(argument => argument is "--server" or "--internal-msbuild-node") => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
