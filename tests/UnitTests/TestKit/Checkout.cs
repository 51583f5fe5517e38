namespace ImapApi.TestKit;

/// <summary>The working copy that the tests were built in.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ImapApi.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("ImapApi.sln is nowhere above " + from);
    }
}
