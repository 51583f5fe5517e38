using ImapApi.TestKit;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>What lies in the repository beside the code: documentation and what operators install.</summary>
public static class RepositoryFiles
{
    /// <param name="path">From the top of the repository.</param>
    public static string PathOf(string path) => Path.Combine(Checkout.Root, path);

    public static string Read(string path) => File.ReadAllText(PathOf(path));
}
