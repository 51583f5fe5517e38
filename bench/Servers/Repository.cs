namespace ImapApi.Bench.Servers;

/// <summary>The working copy this program was built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Results => Path.Combine(Root, "bench", "results");

    public static string Report => Path.Combine(Root, "docs", "performance.md");

    public static string Product => Path.Combine(Root, "src", "ImapApi.Api", "bin", "Release", "net10.0", "ImapApi.Api");

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "ImapApi.sln"))
            ? directory
            : Find(Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("Not inside the repository."));
}
