using ImapApi.TestKit;

namespace ImapApi.Bench.Servers;

/// <summary>The working copy this program was built in.</summary>
internal static class Repository
{
    public static string Results => Path.Combine(Checkout.Root, "bench", "results");

    public static string Report => Path.Combine(Checkout.Root, "docs", "performance.md");

    /// <summary>Beside the report.</summary>
    public static string Charts => Path.Combine(Checkout.Root, "docs", "charts");

    public static string Product => Path.Combine(Checkout.Root, "src", "ImapApi.Api", "bin", "Release", "net10.0", "ImapApi.Api");
}
